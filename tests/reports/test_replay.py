"""July 2020 gone through again by the real actions; the recap prints the report's own row (S3-40)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg

from loket.demo import replay
from loket.reports import queries
from loket.reports.rules import Month, Span
from loket.tenants.scope import in_tenant
from tests.database import address

#: The people come in so many rounds; after some of them the planner looks at how many there are.
_ROUNDS, _ANALYSED_AFTER = 20, {0, 1, 3, 7, 14}


def test_july_comes_out_cell_by_cell(real_commits: str, settings: Any, tmp_path: Path) -> None:
    settings.LOKET_STORAGE = tmp_path
    tenant, checker = replay.open_house()
    name = psycopg.conninfo.conninfo_to_dict(real_commits)["dbname"]
    with psycopg.connect(address(str(name), "postgres"), autocommit=True) as owner:
        for part in range(_ROUNDS):
            replay.replay(tenant, checker, months=1, part=part, parts=_ROUNDS)
            if part in _ANALYSED_AFTER:
                owner.execute("ANALYZE")
    with in_tenant(tenant):
        layout = queries.layout()
        columns = queries.columns(layout)
        july = queries.monthly(Span(Month(2020, 7), Month(2020, 7)), columns).rows[0]
        august = queries.monthly(Span(Month(2020, 8), Month(2020, 8)), columns).rows[0]
    assert [column.label for column in columns] == [
        "KTP-el Perubahan Data", "KTP-el Hilang/Rusak", "KIA", "Konsolidasi Manual",
    ]  # fmt: skip
    assert [july.users, *july.counts.values()] == [2006, 370, 1172, 21, 48]
    assert [august.users, *august.counts.values()] == [0, 0, 0, 0, 0]
