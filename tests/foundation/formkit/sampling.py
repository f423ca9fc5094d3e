"""Good and bad answers for any form, made from its definition alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.datastructures import MultiValueDict

from loket.foundation.formkit.definition import FormDefinition
from loket.foundation.formkit.people import is_foreign
from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.steps import Step
from loket.foundation.formkit.surroundings import Option, Surroundings
from loket.foundation.formkit.values import Reading, options

TODAY = date(2026, 11, 21)
ACCOUNT = {
    "pemohon_nik": "5108065203900002",
    "pemohon_nama": "NI LUH SARI",
    "pemohon_no_kk": "5108061203150004",
    "pemohon_hp": "+6281234567890",
    "pemohon_email": "sari@contoh.id",
    "pemohon_wilayah": "51.08.06.1001",
}
_REGIONS = {
    "": [("51", "Bali"), ("52", "Nusa Tenggara Barat")],
    "51": [("51.08", "Kabupaten Buleleng")],
    "52": [("52.71", "Kota Mataram")],
    "51.08": [("51.08.02", "Seririt"), ("51.08.06", "Buleleng")],
    "52.71": [("52.71.01", "Ampenan")],
    "51.08.02": [("51.08.02.2001", "Lokapaksa")],
    "51.08.06": [("51.08.06.1001", "Banyuning"), ("51.08.06.2002", "Petandakan")],
    "52.71.01": [("52.71.01.1001", "Dayan Peken")],
}


class SomeRegions:
    """Two provinces with a few villages."""

    def children(self, parent: str) -> Sequence[Option]:
        return _REGIONS.get(parent, [])

    def path(self, code: str) -> Sequence[str]:
        parent = code.rpartition(".")[0]
        name = dict(_REGIONS.get(parent, [])).get(code)
        if name is None:
            return []
        return [name, *(self.path(parent) if parent else [])]


OFFICE = Surroundings(
    today=TODAY,
    points={
        "office.pickup_points": [
            ("dinas", "Dinas"),
            ("seririt", "Kantor Kecamatan Seririt"),
            ("kubu", "Kubu"),
        ],
        "office.recording_points": [("dinas", "Dinas")],
        "office.ikd_points": [("dinas", "Dinas"), ("seririt", "Kantor Kecamatan Seririt")],
    },
    main_point="dinas",
    regency="51.08",
    regions=SomeRegions(),
)
_FORMATS = {
    "int:28-45": "30",
    "decimal:0.3-8": "3,2",
    "time": "08.30",
    "time-slot": "08.00-10.00",
    "free": "apa saja",
}


def nik(serial: int) -> str:
    """A well-formed NIK of a woman born on 12 March 1990."""
    return f"510806520390{serial:04d}"


def good(field: Field, answers: dict[str, Any], serial: int = 100) -> Any:
    """What a person would rightly type."""
    if field.slug == "peran_pemohon":
        return next((one.value for one in field.choices if one.value != "diri_sendiri"), "diri_sendiri")
    if field.type == "choice":
        values = [value for value, _label in options(field, Reading(answers, OFFICE))]
        fine = [value for value in values if not getattr(field.choice(value), "stop", "")]
        return fine[:2] if field.multiple else fine[0]
    if field.type == "person-list":
        return [person(field, serial + number) for number in range(max(field.minimum, 1))]
    if field.type == "text":
        return _text(field)
    return {
        "nik": nik(serial + len(answers)),
        "kk_number": "5108061203150005",
        "name": "I Made Budi",
        "date": {"past": "17-8-2016", "coming": "2026-12-01", "any": "2027-01-31"}[field.timing],
        "place": "Singaraja",
        "region": "52.71.01.1001" if field.scope == "nation" else "51.08.06.2002",
        "phone": "0812 3456 7890",
        "email": "budi@contoh.id",
        "money": "Rp 15.000",
        "file": "kunci",
        "boolean": "tidak" if field.question else "on",
    }[field.type][: {2: 5, 3: 8}.get(field.level, 99) if field.type == "region" else None]


def _text(field: Field) -> str:
    kind, _colon, detail = field.format.partition(":")
    if kind == "digits":
        return "1" * int(detail)
    if kind == "int":
        return detail.partition("-")[0]
    return _FORMATS.get(field.format, "Keterangan yang wajar")


def person(field: Field, serial: int) -> dict[str, Any]:
    """One citizen for a list."""
    row: dict[str, Any] = {"kewarganegaraan": "WNI"}
    row = {item.slug: good(item, {}, serial) for item in field.items}
    if "kewarganegaraan" in row:
        row["kewarganegaraan"] = "WNI"
        assert not is_foreign(row)
    return row


def filled(form: FormDefinition, office: Surroundings = OFFICE) -> dict[str, Any]:
    """All answers of a person who walks through every screen, as the screens keep them."""
    answers = form.begin(ACCOUNT)
    done: set[str] = set()
    while True:
        open_steps = [step for step in form.steps(answers, office=office) if step.key not in done]
        if not open_steps:
            return answers
        step = open_steps[0]
        done.add(step.key)
        data = typed(step, answers)
        screen = step.form(data, answers=answers)
        assert screen.is_valid(), (form.code, step.key, screen.errors)
        answers |= screen.cleaned_data


def typed(step: Step, answers: dict[str, Any]) -> Any:
    """The body of a browser's post of one screen: of a list of people only what the screen asks of one of them."""
    whole = posted(step.fields, answers)
    if step.person is None:
        return whole
    asked = list(step.form(answers=answers).fields)
    assert asked, step.key
    kept = {f"{step.person.question.slug}-{step.person.number}-{item.slug}" for item in step.person.items}
    assert set(asked) == kept
    someone = person(step.person.question, 100 + step.person.number)
    named = zip(asked, step.person.items, strict=True)
    return MultiValueDict({name: [someone[item.slug]] for name, item in named})


def posted(fields: Sequence[Field], answers: dict[str, Any]) -> dict[str, Any]:
    """The body of a browser's post for some questions."""
    data: dict[str, Any] = {}
    for field in fields:
        value = good(field, {**answers, **data})
        if field.type == "person-list":
            for number, row in enumerate(value):
                data |= {f"{field.slug}-{number}-{slug}": one for slug, one in row.items()}
        else:
            data[field.slug] = value
    return MultiValueDict({key: value if isinstance(value, list) else [value] for key, value in data.items()})  # type: ignore[return-value]  # what request.POST is
