"""Edits of a source as pure functions: what each does, what is refused, and that each can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from loket.catalogue import editing_conditions as conditions
from loket.catalogue import editing_fields as fields
from loket.catalogue import editing_papers as papers
from loket.catalogue import editing_parts as parts
from loket.catalogue import editing_steps as steps
from loket.catalogue.compiling import compile_service
from loket.catalogue.draft_checking import problems_of_draft
from loket.catalogue.editing import Edit, Edited, EditRefused, elements, touched
from loket.catalogue.editing_undo import take_back
from loket.catalogue.loading import packaged
from loket.catalogue.sections import data_of, parts_of

SHARED = data_of(parts_of(packaged().data)) | {
    "shared_fields": [{"slug": "nama_kapal", "type": "text", "required": True, "label_id": "Nama kapal"}]
}


def apply(source: dict[str, Any], *edits: Edit) -> dict[str, Any]:
    for edit in edits:
        source = edit(source, SHARED).source
    return source


def empty() -> dict[str, Any]:
    return parts.new_source("izin-tari", "Izin tari", category="pendaftaran_penduduk")


def dance() -> dict[str, Any]:
    """A small invented service: two steps, one choice, one question that depends on it, one paper."""
    return apply(
        empty(),
        partial(steps.add_step, title="Alasan"),
        partial(fields.add_field, label="Alasan", kind="choice", choices="Hilang | Lost\nRusak | Damaged"),
        partial(steps.add_step, title="Rincian"),
        partial(fields.add_field, label="Di mana hilang?", kind="text", step="rincian"),
        partial(
            conditions.add_clause, section="fields", slug="di_mana_hilang", field="alasan", value="hilang"
        ),
        partial(papers.add_paper, slug="surat_polisi_hilang"),
    )


EDITS: dict[str, Edit] = {
    "add_step": partial(steps.add_step, title="Satu lagi"),
    "change_step": partial(steps.change_step, key="alasan", title="Sebab", title_en="Cause"),
    "move_step": partial(steps.move_step, key="alasan", by=1),
    "add_field": partial(fields.add_field, label="Tanggal", kind="date", step="alasan"),
    "use_shared": partial(fields.use_shared_question, slug="nama_kapal", step="rincian"),
    "change_field": partial(fields.change_field, slug="alasan", values={"label_id": "Sebab"}),
    "copy_field": partial(fields.copy_field, slug="alasan"),
    "move_field": partial(steps.move_field, slug="alasan", by=1),
    "place_field": partial(steps.place_field, slug="alasan", step="rincian", before="di_mana_hilang"),
    "retire_field": partial(fields.retire_field, slug="di_mana_hilang"),
    "condition": partial(
        conditions.add_clause, section="documents", slug="surat_polisi_hilang", field="alasan", value="hilang"
    ),
    "no_condition": partial(
        conditions.remove_clause, section="fields", slug="di_mana_hilang", field="alasan", value="hilang"
    ),
    "add_paper": partial(papers.add_paper, slug="kk_asli"),
    "own_paper": partial(papers.add_paper, label="Foto topeng"),
    "change_paper": partial(
        papers.change_paper, slug="surat_polisi_hilang", values={"most": 2}, demand="asks"
    ),
    "copy_paper": partial(papers.copy_paper, slug="surat_polisi_hilang"),
    "retire_paper": partial(papers.retire_paper, slug="surat_polisi_hilang"),
    "part": partial(
        parts.change_part, part="head", values={"for_whom_id": "Untuk penari."}, label="Nama layanan"
    ),
    "leave_out": partial(parts.leave_out, slugs=["pemohon_email"], label="Pertanyaan umum"),
}


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_can_be_taken_back(name: str) -> None:
    """Undo of one edit gives the elements back as they were."""
    before = dance()
    edited = EDITS[name](before, SHARED)
    changes = touched(before, edited.source)
    assert changes, "the edit must do something"
    again = take_back(edited.source, SHARED, changes=changes, element=edited.element, label="x").source
    assert touched(before, again) == {}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_leaves_its_argument_alone(name: str) -> None:
    before = dance()
    kept = elements(dance())
    EDITS[name](before, SHARED)
    assert elements(before) == kept


def test_taking_back_leaves_what_came_later() -> None:
    """A second administrator's question stays where it is."""
    before = dance()
    mine = EDITS["add_field"](before, SHARED)
    later = apply(mine.source, partial(fields.add_field, label="Jam", kind="time", step="alasan"))
    changes = touched(before, mine.source)
    again = take_back(later, SHARED, changes=changes, element=mine.element, label="x").source
    assert [row["slug"] for row in again["fields"]] == ["alasan", "jam", "di_mana_hilang"]
    assert again["steps"][0]["fields"] == ["alasan", "jam"]


def test_what_was_changed_again_is_not_taken_back() -> None:
    before = dance()
    mine = EDITS["change_field"](before, SHARED)
    later = apply(mine.source, partial(fields.change_field, slug="alasan", values={"label_id": "Mengapa?"}))
    with pytest.raises(EditRefused):
        take_back(later, SHARED, changes=touched(before, mine.source), element="field:alasan", label="x")


REFUSED: dict[str, tuple[Callable[..., Edited], dict[str, Any], str]] = {
    "a field in a condition": (fields.retire_field, {"slug": "alasan"}, "Di mana hilang?"),
    "an option in a condition": (
        fields.change_field,
        {"slug": "alasan", "values": {"choices": [{"value": "rusak", "label_id": "Rusak"}]}},
        "Di mana hilang?",
    ),
    "a step with questions": (steps.remove_step, {"key": "alasan"}, "pertanyaan"),
    "a common question others depend on": (
        parts.leave_out,
        {"slugs": ["penyelesaian"], "label": "x"},
        "Lokasi pengambilan",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_in_use_is_refused_with_where(name: str) -> None:
    """Issue 3: deleting what is in use is refused with where it is used."""
    edit, arguments, where = REFUSED[name]
    with pytest.raises(EditRefused, match=where.replace("?", r"\?")):
        edit(dance(), SHARED, **arguments)


def test_an_empty_step_goes() -> None:
    source = apply(dance(), partial(steps.add_step, title="Kosong"), partial(steps.remove_step, key="kosong"))
    assert [step["key"] for step in source["steps"]] == ["alasan", "rincian"]


def test_a_condition_reads_as_a_sentence() -> None:
    watched = list(conditions.watchable(dance(), SHARED))
    source = dance()
    assert (
        conditions.in_words(source["fields"][1]["show_if"], watched) == "Tampil bila “Alasan” adalah “Hilang”"
    )
    both = apply(
        source,
        partial(
            conditions.add_clause, section="fields", slug="di_mana_hilang", field="alasan", value="rusak"
        ),
    )
    said = conditions.in_words(both["fields"][1]["show_if"], watched)
    assert said == "Tampil bila “Alasan” adalah “Hilang” atau “Rusak”"


def test_renaming_an_option_keeps_its_value() -> None:
    """Answers already given and conditions hold on to the value."""
    before = dance()["fields"][0]["choices"]
    after = fields.choices_from("Kehilangan | Loss\nRusak | Damaged\nDicuri", before)
    assert [one["value"] for one in after] == ["hilang", "rusak", "dicuri"]
    assert fields.lines_of(after) == "Kehilangan | Loss\nRusak | Damaged\nDicuri"


def test_an_empty_service_says_what_is_missing_and_a_full_one_nothing() -> None:
    problems = {problem.element for problem in problems_of_draft(empty(), SHARED)}
    assert {"part:head", "part:outputs"} <= problems
    whole = apply(
        dance(),
        partial(parts.change_part, part="head", values={"for_whom_id": "Untuk penari."}, label="x"),
        partial(parts.change_part, part="outputs", values={"outputs": ["biodata"]}, label="x"),
    )
    assert problems_of_draft(whole, SHARED) == []


def test_a_retired_question_is_kept_beside_and_comes_back() -> None:
    source = apply(dance(), EDITS["retire_field"])
    assert "retired" not in compile_service(source, SHARED)
    assert "di_mana_hilang" not in {row["slug"] for row in compile_service(source, SHARED)["fields"]}
    again = apply(source, partial(fields.restore_field, slug="di_mana_hilang", step="rincian"))
    assert again["steps"][1]["fields"] == ["di_mana_hilang"]


@pytest.mark.parametrize("code", list(packaged().services))
def test_a_packaged_service_without_steps_is_moved_about_in_the_screens_residents_see(code: str) -> None:
    """Writing the screens out changes no screen."""
    source = dict(packaged().services[code])
    before = [(one["title_id"], one["fields"]) for one in steps.screens(source, SHARED)]
    after = [
        (one["title_id"], one["fields"]) for one in steps.screens(steps.written_out(source, SHARED), SHARED)
    ]
    assert after == before


@pytest.mark.parametrize("code", ["ktp-hilang", "akta-kelahiran"])
def test_a_packaged_service_has_no_problems_as_a_draft(code: str) -> None:
    assert problems_of_draft(packaged().services[code], SHARED) == []


def test_an_example_stands_behind_the_help() -> None:
    source = apply(
        dance(),
        partial(
            fields.change_field,
            slug="di_mana_hilang",
            values={"help_id": "Sebut tempatnya", "example_id": "Pasar Anyar"},
        ),
    )
    made = compile_service(source, SHARED)["fields"][1]
    assert made["help_id"] == "Sebut tempatnya. Contoh: Pasar Anyar"
    assert "example_id" not in made
