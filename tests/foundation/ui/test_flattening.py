"""A page whose frame and pieces were put in beforehand is the page Django would have put together."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import Context, Engine, NodeList, Template, engines
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.utils import translation

from loket.foundation.ui.flattening import flatten
from loket.foundation.ui.folding import fold

_FILES = {
    "frame": (
        '<title>{% block title %}Loket{% endblock %}</title>{% translate "as" as said %}'
        "<body>{% block body %}<h1>{% block heading %}Frame{% endblock %}</h1>{% block rest %}r{% endblock %}"
        "{% endblock %}</body>{% if here %}{% block when_here %}here{% endblock %}{% endif %}{{ said }}"
    ),
    "step": (
        '{% extends "frame" %}{% block heading %}Step of {{ block.super }}{% endblock %}'
        "{% block rest %}{% for one in many %}{% block one %}({{ one }}){% endblock %}{% endfor %}{% endblock %}"
        "{% block nowhere %}never seen{% endblock %}"
    ),
    "page": (
        '{% extends "step" %}{% block title %}{{ block.super }} · {{ name }}{% endblock %}'
        "{% block heading %}<i>{{ block.super }}</i>{{ block.super }}{% endblock %}"
        '{% block one %}{% include "piece" with word=one %}{{ block.super }}{% endblock %}'
        '{% block when_here %}{% include "setter" %}{{ kept }}{% if here %}{{ block.super }}{% endif %}{% endblock %}'
    ),
    "body": '{% extends "frame" %}{% block body %}{{ block.super }}{% include name_of_piece %}{% endblock %}',
    "piece": '[{{ word|default:"-" }}{{ name }}]',
    "setter": '{% with name="inner" %}{% include "piece" %}{% endwith %}{% now "Y" as kept %}{{ kept|length }}',
    "again": '{{ name }}{% if many %}{% with many="" %}{% include "again" %}{% endwith %}{% endif %}',
    "alone": '{% include "piece" with word=name only %}{% include "piece" %}{% include "missing" %}',
}
_TOLD = [
    {"name": "<b>", "name_of_piece": "piece"},
    {"name": "n", "many": ["a", "&"], "here": True, "name_of_piece": "again", "kept": "kept before"},
]
_PAGES = ["frame", "step", "page", "body", "piece", "setter", "again"]


def _engine(*, ours: bool) -> Engine:
    inner = ("django.template.loaders.locmem.Loader", _FILES)
    loader = "loket.foundation.ui.folding.Loader" if ours else "django.template.loaders.cached.Loader"
    builtins = ["django.templatetags.i18n", "loket.foundation.ui.templatetags.ui"]
    return Engine(loaders=[(loader, [inner])], builtins=builtins)


@pytest.mark.parametrize("page", _PAGES)
@pytest.mark.parametrize("told", _TOLD, ids=["little", "much"])
@pytest.mark.parametrize("order", [_PAGES, _PAGES[::-1]], ids=["frames first", "pages first"])
def test_the_same_bytes_as_django(page: str, told: dict[str, object], order: list[str]) -> None:
    ours, plain = _engine(ours=True), _engine(ours=False)
    for name in order:  # whatever was read before
        ours.get_template(name)
    with translation.override("id"):
        said = [engine.get_template(page).render(Context(told)) for engine in (plain, ours, ours)]
    assert said[0] == said[1] == said[2]
    assert said[0]


def test_what_a_piece_may_not_see_and_what_is_missing_stay_djangos() -> None:
    nodes = _engine(ours=True).get_template("alone").nodelist
    left = [node for node in nodes.get_nodes_by_type(IncludeNode) if isinstance(node, IncludeNode)]
    assert [str(node.template.var) for node in left] == ["piece", "missing"]


def test_every_page_of_the_house_is_put_together_without_a_block_left() -> None:
    engine: Engine = engines["django"].engine
    house = Path(__file__).parents[3] / "loket"
    sources = {
        path.as_posix().rpartition("/templates/")[2]: path for path in house.glob("**/templates/**/*.html")
    }
    parsed: dict[str, NodeList] = {}

    def written(name: str) -> NodeList:
        if name not in parsed:
            if name not in sources:
                return engine.get_template(name).nodelist
            parsed[name] = Template(sources[name].read_text("utf-8"), engine=engine, name=name).nodelist
        return parsed[name]

    assert len(sources) > 200
    for name in sorted(sources):
        nodes = flatten(written(name), written)
        fold(nodes)
        assert not nodes.get_nodes_by_type(BlockNode), name
        assert not nodes.get_nodes_by_type(ExtendsNode), name
