"""Templates whose fixed parts are put together once per language and process.

A page consists mostly of words that depend on nothing but the language: text, ``{% translate "…" %}``, icons,
addresses of static files. This loader joins neighbours of that kind into one node that keeps its words by
language. Whatever looks at the context stays as it is; a test renders both ways.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import RLock
from typing import Any

from django.template import Context, Node, NodeList, Template
from django.template.base import TextNode, TokenType
from django.template.defaulttags import CommentNode, IfNode, LoadNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, LanguageNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from .flattening import flatten, is_constant
from .templatetags.ui import IconNode


class Loader(cached.Loader):
    """Django's cached loader; each template is flattened and folded when it is first read."""

    def __init__(self, engine: Any, loaders: Any) -> None:
        super().__init__(engine, loaders)
        self._written: dict[str, NodeList] = {}
        self._one_at_a_time = RLock()

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """The compiled template, flattened and folded."""
        template: Template = super().get_template(template_name, skip)
        if not getattr(template, "is_folded", False):
            with self._one_at_a_time:
                self._prepare(template, template_name)
        return template

    def _prepare(self, template: Template, name: str) -> None:
        if getattr(template, "is_folded", False):
            return  # another thread was first
        nodes = flatten(self._as_written(name), self._as_written)
        fold(nodes)
        template.nodelist = nodes
        template.is_folded = True  # type: ignore[attr-defined]  # ours

    def _as_written(self, name: str) -> NodeList:
        """The nodes in the author's order, blocks and all; kept, because other pages extend and include them."""
        if name not in self._written:
            self._written[name] = super().get_template(name).nodelist
        return self._written[name]

    def reset(self) -> None:
        """Forget what was read, as Django does when a file changes."""
        super().reset()
        self._written.clear()


#: Under it a page being drawn keeps its language: asking Django for it costs more than all the rest here.
_LANGUAGE = "loket.language"


class FixedWords(Node):
    """Neighbouring nodes whose words depend on the language alone."""

    def __init__(self, parts: Iterable[Node]) -> None:
        self.parts = list(parts)
        self.known: dict[str, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        if not context.autoescape:
            return self._joined(context)
        told = context.render_context
        language = told.get(_LANGUAGE)
        if language is None:
            language = told[_LANGUAGE] = get_language() or "id"
        words = self.known.get(language)
        if words is None:
            words = self.known[language] = self._joined(context)
        return words

    render_annotated = render  # nothing here raises for a page's data, so no trace of it is kept

    def _joined(self, context: Context) -> SafeString:
        return SafeString("".join(str(part.render_annotated(context)) for part in self.parts))


def fold(nodes: NodeList) -> None:
    """Fold a list of nodes and all lists below it, in place."""
    folded: list[Node] = []
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, LanguageNode):  # words in another language than the page's stay as they are
            folded += [*_as_one(run), node]
            run = []
            continue
        for inner in _lists_of(node):
            fold(inner)
        if _is_fixed(node):
            run.append(node)
            continue
        folded += _as_one(run)
        run = []
        folded.append(node)
    nodes[:] = [*folded, *_as_one(run)]


def _as_one(run: list[Node]) -> list[Node]:
    if not run or (len(run) == 1 and isinstance(run[0], TextNode)):
        return run
    return [FixedWords(run)]


def _lists_of(node: Node) -> Iterable[NodeList]:
    if isinstance(node, IfNode):
        return [nodelist for _condition, nodelist in node.conditions_nodelists]
    found = (getattr(node, name, None) for name in getattr(node, "child_nodelists", ()))
    return [nodelist for nodelist in found if isinstance(nodelist, NodeList)]


def _is_fixed(node: Node) -> bool:
    if isinstance(node, TextNode | CommentNode | LoadNode):
        return True
    if isinstance(node, IconNode):
        return is_constant(node.name)
    if isinstance(node, StaticNode):
        return node.varname is None and is_constant(node.path)
    if isinstance(node, TranslateNode):
        return node.asvar is None and node.message_context is None and is_constant(node.filter_expression)
    if isinstance(node, BlockTranslateNode):
        return node.asvar is None and not node.plural and not _looks_at_context(node)
    return False


def _looks_at_context(node: BlockTranslateNode) -> bool:
    return bool(node.message_context) or any(part.token_type != TokenType.TEXT for part in node.singular)
