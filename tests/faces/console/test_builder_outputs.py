"""Which documents a service issues, and when: a condition in the builder, and what is looked at stays."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from loket.catalogue import editing_fields as fields
from loket.catalogue.editing import EditRefused
from loket.catalogue.loading import packaged
from loket.catalogue.models import Service
from loket.catalogue.sections import data_of, parts_of
from loket.faces.console.catalogue.bench import Bench
from loket.faces.console.catalogue.forms.outputs import OutputsForm

CODE = next(code for code, row in packaged().services.items() if "skpti" in (row.get("output_when") or {}))
SHARED = data_of(parts_of(packaged().data))


def bench(**more: Any) -> Bench:
    """The packaged service for disaster victims on the builder's page: one letter for each kind of person."""
    made = Bench(Service(code=CODE), None, None, {**packaged().services[CODE], **more}, SHARED, 0)
    made.put_aside = set()
    return made


def typed(on: Bench, **more: Any) -> OutputsForm:
    form = OutputsForm(None, bench=on)
    sent = {bound.name: bound.value() for bound in form if bound.value() not in (None, False)}
    return OutputsForm({**sent, **more}, bench=on)


def saved(form: OutputsForm) -> dict[str, Any]:
    assert form.is_valid(), form.errors
    return dict(form.edit()(dict(form.bench.source), SHARED).source)


def test_saving_what_is_shown_changes_no_condition() -> None:
    on = bench()
    assert saved(typed(on))["output_when"] == on.source["output_when"]


def test_documents_keep_their_order_and_their_own_words() -> None:
    """The first is made by who processes, the others after it: saving does not turn them round."""
    own = {"slug": "skot", "label_id": "Surat kami", "label_en": "Our letter", "medium": "a4"}
    on = bench(outputs=["sktk", own, "skpti"])
    assert saved(typed(on))["outputs"] == ["sktk", own, "skpti"]
    assert ("skot", "Surat kami") in OutputsForm(None, bench=on).fields["outputs"].choices  # type: ignore[attr-defined]  # a choice field
    assert saved(typed(on, outputs=["kk", "skot", "sktk"]))["outputs"] == ["sktk", own, "kk"]


def test_a_document_is_issued_only_for_the_answers_that_are_ticked() -> None:
    on = bench()
    options = dict(OutputsForm(None, bench=on).fields["bila-skot"].choices)  # type: ignore[attr-defined]  # a choice field
    mark = next(key for key, words in options.items() if key.startswith("kategori=0"))
    made = saved(typed(on, **{"bila-skot": [mark], "bila-sktk": []}))["output_when"]
    assert made["skot"] == {"field": "kategori", "in": ["korban_bencana"]}
    assert "sktk" not in made


def test_a_document_that_is_not_issued_any_more_loses_its_condition() -> None:
    made = saved(typed(bench(), outputs=["skpti", "skot"]))
    assert set(made["output_when"]) == {"skpti", "skot"}


@pytest.mark.parametrize(
    "edit",
    [
        partial(fields.retire_field, slug="kategori"),
        partial(fields.change_field, slug="kategori", values={"choices": [{"value": "x", "label_id": "X"}]}),
    ],
)
def test_what_a_document_depends_on_is_not_put_aside(edit: Any) -> None:
    """Issue 3: refused with where it is used, documents among it."""
    source = {**packaged().services[CODE]}
    source["fields"] = [{k: v for k, v in row.items() if k != "show_if"} for row in source["fields"]]
    source["documents"] = []
    with pytest.raises(EditRefused, match="dokumen terbit"):
        edit(source, SHARED)
