"""Frames and included pieces put together once, when a template is first read, instead of for every page.

Our pages name the frame they extend and the pieces they include by constant names, so which block fills which
place is known before any page is asked for. What comes out has no blocks left: one list of nodes, in which the
fixed words of frame, page and pieces stand side by side for ``folding`` to join.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.template import Context, Node, NodeList, TemplateDoesNotExist
from django.template.base import FilterExpression, Variable, VariableNode
from django.template.defaulttags import IfNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.utils.safestring import SafeString

#: The nodes of a template as its author wrote them, by its name. Raises ``TemplateDoesNotExist``.
Written = Callable[[str], NodeList]
#: Attributes under which Django's nodes keep the name they set in the context.
_SETS = ("asvar", "target_var", "varname", "variable")
_SUPER = "block.super"


class Scoped(Node):
    """A piece with names of its own: ``with``, and whatever it sets, ends with it."""

    def __init__(self, nodelist: NodeList, names: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.names = names

    def render(self, context: Context) -> SafeString:
        with context.push(**{name: value.resolve(context) for name, value in self.names.items()}):
            return self.nodelist.render(context)


def flatten(nodes: NodeList, written: Written) -> NodeList:
    """A new list that renders what ``nodes`` renders; ``nodes`` stays as it is.

    Raises ``TemplateDoesNotExist`` for a frame that is not there; a missing piece is left to rendering time.
    """
    return _Page(written).whole(nodes)


def is_constant(expression: object) -> bool:
    """A literal without filters."""
    if not isinstance(expression, FilterExpression) or expression.filters:
        return False
    variable = expression.var
    return not isinstance(variable, Variable) or variable.lookups is None


@dataclass
class _Page:
    written: Written
    #: By name, what the page itself puts into a block first, its frame's own filling last.
    fillings: dict[str, list[NodeList]] = field(default_factory=dict)
    #: Pieces being put in, so that one that includes itself is left alone.
    inside: list[str] = field(default_factory=list)

    def whole(self, nodes: NodeList) -> NodeList:
        """The frame of frames, every block filled."""
        while (extends := _extends(nodes)) is not None:
            self._learn(extends.nodelist)
            nodes = self.written(_literal(extends.parent_name))
        self._learn(nodes)
        return self._list(nodes)

    def _learn(self, nodes: NodeList) -> None:
        for block in nodes.get_nodes_by_type(BlockNode):
            if isinstance(block, BlockNode):  # always, says Django; the type checker wants to see it
                self.fillings.setdefault(block.name, []).append(block.nodelist)

    def _list(self, nodes: Iterable[Node], block: tuple[str, int] = ("", 0)) -> NodeList:
        return NodeList(new for node in nodes for new in self._in_place_of(node, block))

    def _in_place_of(self, node: Node, block: tuple[str, int]) -> Iterable[Node]:
        if isinstance(node, BlockNode):
            return self._filled(node.name, 0)
        if isinstance(node, VariableNode) and node.filter_expression.token == _SUPER:
            name, level = block
            return self._filled(name, level + 1)
        if isinstance(node, IncludeNode) and is_constant(node.template) and not node.isolated_context:
            return self._included(node)
        return [self._copy(node, block)]

    def _filled(self, name: str, level: int) -> Iterable[Node]:
        fillings = self.fillings.get(name, [])
        if level >= len(fillings):
            return []
        return _scoped(self._list(fillings[level], (name, level)), {})

    def _included(self, node: IncludeNode) -> Iterable[Node]:
        name = _literal(node.template)
        try:
            nodes = None if name in self.inside or name.startswith(".") else self.written(name)
        except TemplateDoesNotExist:
            nodes = None
        if nodes is None:
            return [node]
        piece = _Page(self.written, inside=[*self.inside, name])
        return _scoped(piece.whole(nodes), node.extra_context)

    def _copy(self, node: Node, block: tuple[str, int]) -> Node:
        """The same node with lists of its own; a node without lists may stand in many pages."""
        if isinstance(node, IfNode):
            made = copy.copy(node)
            branches = node.conditions_nodelists
            made.conditions_nodelists = [(test, self._list(inner, block)) for test, inner in branches]
            return made
        lists = {
            name: self._list(inner, block)
            for name in getattr(node, "child_nodelists", ())
            if isinstance(inner := getattr(node, name, None), NodeList)
        }
        if lists:
            node = copy.copy(node)
            for name, inner in lists.items():
                setattr(node, name, inner)
        return node


def _extends(nodes: NodeList) -> ExtendsNode | None:
    return next(
        (node for node in nodes if isinstance(node, ExtendsNode) and is_constant(node.parent_name)), None
    )


def _literal(expression: Any) -> str:
    variable = expression.var
    return str(variable.literal if isinstance(variable, Variable) else variable)


def _scoped(nodes: NodeList, names: dict[str, FilterExpression]) -> Iterable[Node]:
    """The nodes themselves where nothing can tell the difference, else inside a scope."""
    return [Scoped(nodes, names)] if names or _sets_names(nodes) else nodes


def _sets_names(nodes: NodeList) -> bool:
    return any(
        isinstance(getattr(node, name, None), str) for node in nodes.get_nodes_by_type(Node) for name in _SETS
    )
