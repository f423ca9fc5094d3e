"""One process of the replay of July to December 2020: ``open`` the dinas, ``go PART PARTS``, or ``show`` the table."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from loket.demo import replay  # noqa: E402 - after setup
from loket.reports import queries  # noqa: E402 - after setup
from loket.reports.rules import Month, Span, month_label  # noqa: E402 - after setup
from loket.staff.models import Membership  # noqa: E402 - after setup
from loket.tenants.models import Tenant  # noqa: E402 - after setup
from loket.tenants.scope import in_tenant  # noqa: E402 - after setup


def main() -> None:
    """See the module."""
    if sys.argv[1] == "open":
        replay.open_house()
        return
    tenant = Tenant.objects.get(slug=replay.PROFILE)
    if sys.argv[1] == "go":
        with in_tenant(tenant):
            checker = Membership.objects.select_related("account").get()
        replay.replay(tenant, checker, part=int(sys.argv[2]), parts=int(sys.argv[3]))
        return
    with in_tenant(tenant):
        layout = queries.layout()
        columns = queries.columns(layout)
        table = queries.monthly(Span(Month(2020, 7), Month(2020, 12)), columns)
    rows = [
        [
            month_label(row.month, nopember=layout.spells_nopember),
            row.users,
            *(row.counts[one.key] for one in columns),
        ]
        for row in table.rows
    ]
    print(
        json.dumps(
            {
                "heads": ["Bulan", "User", *(column.label for column in columns)],
                "rows": rows,
                "sums": ["Jumlah", table.users, *(table.totals[one.key] for one in columns)],
            }
        )
    )


main()
