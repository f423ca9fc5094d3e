"""A service with a hundred questions, published, with a draft; the whole catalogue into a new dinas. Prints JSON."""

from __future__ import annotations

import json
import time
from typing import Any

import django

django.setup()

from loket.accounts.models import Account, Kind  # noqa: E402 - after setup
from loket.catalogue.actions.change_draft import change_draft  # noqa: E402 - after setup
from loket.catalogue.actions.open_draft import open_draft  # noqa: E402 - after setup
from loket.catalogue.actions.take_over_file import take_over_file  # noqa: E402 - after setup
from loket.catalogue.editing import Edited, fresh  # noqa: E402 - after setup
from loket.catalogue.exporting import as_text  # noqa: E402 - after setup
from loket.catalogue.loading import packaged, read  # noqa: E402 - after setup
from loket.catalogue.models import Service  # noqa: E402 - after setup
from loket.tenants.actions.create_from_profile import create_from_profile  # noqa: E402 - after setup
from loket.tenants.models import Tenant  # noqa: E402 - after setup
from loket.tenants.scope import in_tenant  # noqa: E402 - after setup

CODE, FIELDS = "seratus-isian", 100


def service() -> dict[str, Any]:
    """The lost card's frame around a hundred questions of every common kind, every tenth with a condition."""
    made = json.loads(json.dumps(packaged().services["ktp-hilang"]))
    kept = [row for row in made["fields"] if row["slug"].startswith(("peran_", "subjek_"))]
    rows = [_question(number) for number in range(FIELDS - len(kept))]
    made |= {"code": CODE, "title_id": "Seratus isian", "title_en": "A hundred", "fields": [*kept, *rows]}
    made["documents"] = [{"slug": "kk_asli", "requirement": "mandatory"}]
    made.pop("steps", None)
    return dict(made)


def _question(number: int) -> dict[str, Any]:
    row: dict[str, Any] = {
        "slug": f"isian_{number}",
        "required": number % 3 == 0,
        "label_id": f"Pertanyaan nomor {number}",
        "label_en": f"Question number {number}",
        "type": ("text", "choice", "date", "name")[number % 4],
    }
    if row["type"] == "choice":
        row["choices_ref"] = "agama"
    if number % 10 == 9:
        before = number - number % 4 - 3 if number % 4 != 1 else number - 4
        row["show_if"] = {"field": f"isian_{max(1, before)}", "in": ["islam"]}
    return row


def _touched(source: Any, shared: Any) -> Edited:
    made = fresh(source)
    made["fields"][-1]["label_id"] = "Pertanyaan terakhir"
    return Edited(made, "field:last", "field_changed", "Pertanyaan terakhir")


def main() -> None:
    """Make both; the seconds the catalogue took."""
    data = {name: part for name, part in packaged().data.items() if name != "services"}
    catalogue = read(_file(data), "seratus.yaml")
    tenant = Tenant.objects.get(slug="buleleng")
    with in_tenant(tenant):
        take_over_file(catalogue, codes=[CODE], by=None, publishes=True)
        Service.objects.filter(code=CODE).update(is_active=True)
        officer = Account.objects.filter(kind=Kind.OFFICER).order_by("pk")[:1].get()
        draft = open_draft(Service.objects.get(code=CODE), by=officer)
        change_draft(draft, _touched, revision=draft.revision, by=officer)
    print(json.dumps({"code": CODE, "catalogue": _whole_catalogue()}))


def _file(data: dict[str, Any]) -> bytes:
    from loket.catalogue.compiling import compile_service

    row = service()
    return as_text([(row, compile_service(row, data))], data).encode()


def _whole_catalogue() -> float:
    """Seconds from the file on the disk to every service published in a dinas opened just now."""
    from loket.catalogue.loading import packaged_file

    tenant = create_from_profile("surakarta_2017", "surakarta.localhost")
    began = time.perf_counter()
    catalogue = read(packaged_file())
    with in_tenant(tenant):
        take_over_file(catalogue, codes=list(catalogue.services), by=None, publishes=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
