"""All services of the packaged catalogue can be filled in, read back, and refuse a gap in every question."""

from __future__ import annotations

from typing import Any

import pytest

from loket.catalogue.loading import packaged
from loket.foundation.formkit.definition import FormDefinition
from loket.foundation.formkit.grouping import MOST
from loket.foundation.formkit.questions import STATEMENTS
from loket.foundation.formkit.values import is_empty
from tests.foundation.formkit.sampling import OFFICE, filled, posted

CODES = list(packaged().services)
#: Not true answers for any type but free text.
NONSENSE = "?!"


def form_of(code: str) -> FormDefinition:
    return FormDefinition.from_data(packaged().definition(code))


def test_the_catalogue_holds_every_service() -> None:
    assert len(CODES) == 66


@pytest.mark.parametrize("code", CODES)
def test_a_service_can_be_filled_in_and_read_back(code: str) -> None:
    """S1-10, S3-29: each service has its own form."""
    form = form_of(code)
    answers = filled(form)
    assert form.validate_all(answers, office=OFFICE) == {}
    told = form.read_back(answers, office=OFFICE)
    assert all(label and text for label, text, _key in told)
    keys = {step.key for step in form.steps(answers, office=OFFICE)}
    assert {key for _label, _text, key in told if key} <= keys
    visible = [field for field in form.fields if not is_empty(answers.get(field.slug))]
    assert len(told) >= len([field for field in visible if field.slug not in STATEMENTS])


@pytest.mark.parametrize("code", CODES)
def test_a_screen_holds_one_topic_and_three_questions(code: str) -> None:
    """Experience rule 1; a question never depends on another of its own screen."""
    form = form_of(code)
    steps = form.steps(filled(form), office=OFFICE)
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert len({step.key for step in steps}) == len(steps)
    for step in steps:
        assert len(step.fields) <= MOST
        assert len(step.form(answers={}).fields) <= MOST
        slugs = {field.slug for field in step.fields}
        assert not any(field.show_if and field.show_if.fields & slugs for field in step.fields)
        assert step.title


@pytest.mark.parametrize("code", CODES)
def test_every_required_question_refuses_a_gap_and_nonsense(code: str) -> None:
    """S0-21: required gaps are named beside the field."""
    form = form_of(code)
    answers = filled(form)
    for step in form.steps(answers, office=OFFICE):
        empty = step.form(
            {}, answers={slug: value for slug, value in answers.items() if slug.startswith("_")}
        )
        required = [field for field in step.fields if field.required and field.type != "person-list"]
        assert not (required and empty.is_valid()), (code, step.key)
        for field in required:
            assert field.slug in empty.errors, (code, field.slug)
            gap = {**answers, field.slug: None}
            if field.slug not in {"peran_pemohon", "penyelesaian"}:
                assert field.slug in form.validate_all(gap, office=OFFICE), (code, field.slug)
        for field in step.fields:
            refuse_nonsense(form, step, field, answers)


@pytest.mark.parametrize("code", [code for code in CODES if any(f.items for f in form_of(code).fields)])
def test_a_whole_list_of_people_may_be_sent_at_once(code: str) -> None:
    """What a screen of one person posts may as well hold every person with everything about them."""
    form = form_of(code)
    answers = filled(form)
    for step in form.steps(answers, office=OFFICE):
        if step.person is not None:
            whole = step.form(posted(step.fields, answers), answers={**answers, step.fields[0].slug: []})
            assert whole.is_valid(), (code, step.key, whole.errors)
            assert form.validate_all({**answers, **whole.cleaned_data}, office=OFFICE) == {}


def refuse_nonsense(form: FormDefinition, step: Any, field: Any, answers: dict[str, Any]) -> None:
    free = field.type in {"text", "file"} and field.format in {"", "free"}
    tick = field.type == "boolean" and not field.question
    if free or tick or field.type == "person-list":
        return
    data = posted(step.fields, answers)
    data[field.slug] = NONSENSE
    wrong = step.form(data, answers=answers)
    assert field.slug in wrong.errors, (form.code, field.slug)
    assert wrong[field.slug].value() in (NONSENSE, [NONSENSE])  # what was typed is kept


def test_no_service_asks_for_what_the_account_knows() -> None:
    """Experience rule 5: never ask twice."""
    for code in CODES:
        form = form_of(code)
        asked = {field.slug for step in form.steps(filled(form), office=OFFICE) for field in step.fields}
        assert not {slug for slug in asked if slug.startswith("pemohon_")}, code


def test_a_persons_own_paper_takes_its_data_from_the_account() -> None:
    """S0-19: name and NIK prefill the form."""
    form = form_of("ktp-hilang")
    answers = form.begin({"pemohon_nik": "5108065203900002", "pemohon_nama": "NI LUH SARI"}) | {
        "peran_pemohon": "diri_sendiri"
    }
    full = form.complete(answers, OFFICE)
    assert (full["subjek_nik"], full["subjek_nama"]) == ("5108065203900002", "NI LUH SARI")
    pemilik = form.step("pemilik", answers, office=OFFICE)
    assert pemilik is not None  # the account of Surakarta does not know the KK yet
    assert [field.slug for field in pemilik.fields] == ["subjek_no_kk"]


def test_the_lost_card_fits_on_few_screens() -> None:
    """Experience goal 18: at most 8 screens, with service page, check page and receipt among them."""
    form = form_of("ktp-hilang")
    answers = filled(form) | {"peran_pemohon": "diri_sendiri", "penyelesaian": "ambil_dinas"}
    assert len(form.steps(answers, office=OFFICE)) <= 7


def test_everything_is_said_in_english_too() -> None:
    """Two languages: every label, choice, paper, help and title of every service."""
    missing = []
    for code in CODES:
        missing += [f"{code}: {path}" for path in without_english(packaged().definition(code))]
    assert missing == []


def test_whether_a_paper_exists_is_asked_by_a_real_question() -> None:
    """Experience section 4: residents read a question of their own, never an officer's condition in brackets."""
    asked = [(code, paper) for code in CODES for paper in form_of(code).papers_by_slug.values() if paper.asks]
    assert asked
    for code, paper in asked:
        for words in (paper.question.id, paper.question.en):
            assert words.endswith("?"), f"{code}: {paper.slug}"
            assert len(words) <= 90, f"{code}: {paper.slug}"


def without_english(data: Any, path: str = "") -> list[str]:
    if isinstance(data, list):
        return [hit for number, row in enumerate(data) for hit in without_english(row, f"{path}.{number}")]
    if not isinstance(data, dict):
        return []
    hits = [
        f"{path}.{key}"
        for key, value in data.items()
        if key.endswith("_id") and value and not data.get(f"{key[:-3]}_en")
    ]
    return hits + [hit for key, value in data.items() for hit in without_english(value, f"{path}.{key}")]


@pytest.mark.parametrize("code", CODES)
def test_every_service_is_free_and_names_its_law(code: str) -> None:
    """S3-55, S4-24."""
    definition = packaged().definition(code)
    assert definition["fee_idr"] == 0
    assert definition["legal_basis"]
    assert definition["presence"]["reason_id"]  # S2-11: whether presence is needed and why
