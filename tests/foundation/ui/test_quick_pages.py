"""What is drawn the short way is what Django draws: plain inputs, and templates with their fixed parts folded."""

from __future__ import annotations

from pathlib import Path

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import Context, Engine, Template, engines
from django.utils import translation

from loket.foundation.ui.folding import FixedWords, fold
from loket.foundation.ui.quick_inputs import QuickInputs

_HOSTILE = "\"><script>alert(1)</script>&'"
_WIDGETS = [
    forms.TextInput({"class": "nomor", "data-x": _HOSTILE, "maxlength": 4}),
    forms.NumberInput(), forms.EmailInput({"autocomplete": "off", "autofocus": False}), forms.PasswordInput(),
    forms.HiddenInput(), forms.CheckboxInput({"required": True}), forms.Textarea({"rows": 3}),
    forms.RadioSelect(choices=[("ya", "Ya"), (_HOSTILE, "Tidak")]), forms.Select(choices=[("ya", "Ya")]),
    forms.FileInput({"accept": "image/*"}),
]  # fmt: skip


@pytest.mark.parametrize("widget", _WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("value", [None, "", "ya", 7, True, _HOSTILE])
def test_inputs_have_the_bytes_of_djangos_own(widget: forms.Widget, value: object) -> None:
    drawn = [
        widget.render("nama[]", value, {"id": "id_nama"}, renderer)
        for renderer in (QuickInputs(), DjangoTemplates())
    ]
    assert drawn[0] == drawn[1]
    assert "<script>" not in drawn[0]


def test_options_of_a_choice_have_the_bytes_of_djangos_own() -> None:
    class Who(forms.Form):
        who = forms.ChoiceField(choices=[("a", "A"), ("b", _HOSTILE)], widget=forms.RadioSelect)

    drawn = [
        [option.tag() for option in Who({"who": "b"}, renderer=renderer)["who"]]
        for renderer in (QuickInputs(), DjangoTemplates())
    ]
    assert drawn[0] == drawn[1]


_SOURCE = """{% load i18n static ui %}<h1>{% translate "Lanjut" %} & {% icon "check" %}</h1>
{% if here %}{% translate "Kembali" %} {{ here }}{% translate "Bantuan" %}{% endif %}
{% for one in many %}<p>{% translate "Lanjut" %}{{ one }}</p>{% empty %}{% translate "Kembali" %}{% endfor %}
{% autoescape off %}{% translate "Lanjut" %}{{ here }}{% endautoescape %}
{% language "en" %}{% translate "Lanjut" %}{% endlanguage %}
{% translate word %}{% translate "Lanjut" as kept %}{{ kept }}"""


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_folded_template_says_the_same(language: str) -> None:
    plain, folded = (Template(_SOURCE, engine=engines["django"].engine) for _ in range(2))
    fold(folded.nodelist)
    assert any(isinstance(node, FixedWords) for node in folded.nodelist)
    for told in ({}, {"here": "<b>", "many": ["a", "&"], "word": "Bantuan"}):
        with translation.override(language):
            said = [template.render(Context(told)) for template in (plain, folded, folded)]
        assert said[0] == said[1] == said[2]


def test_every_page_template_can_be_folded() -> None:
    """Compiled both ways without a complaint; blocks keep their names, so that pages still extend frames."""
    engine: Engine = engines["django"].engine
    house = Path(__file__).parents[3] / "loket"
    pages = sorted(house.glob("**/templates/**/*.html"))
    assert len(pages) > 100
    for path in pages:
        name = path.as_posix().rpartition("/templates/")[2]
        template = Template(path.read_text("utf-8"), engine=engine, name=name)
        before = _blocks(template)
        fold(template.nodelist)
        assert _blocks(template) == before, name


def _blocks(template: Template) -> list[str]:
    from django.template.loader_tags import BlockNode

    return sorted(node.name for node in template.nodelist.get_nodes_by_type(BlockNode))
