"""The builder's page of one service: rows to read, one form open at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loket.catalogue import editing_conditions as conditions
from loket.catalogue.editing_kinds import KIND_NAMES, kind_of
from loket.catalogue.editing_papers import demand_of
from loket.catalogue.editing_steps import FIXED, OF_FIXED, screens
from loket.catalogue.editing_uses import named

from .bench import Bench
from .forms import form_for
from .forms.element import ElementForm
from .forms.papers import DEMANDS
from .forms.table import PARTS
from .summaries import summary_of


@dataclass(slots=True)
class Row:
    """One question or paper as the page lists it."""

    element: str
    slug: str
    label: str
    kind: Any
    required: bool
    condition: str
    problems: list[str]
    is_shared: bool = False
    is_fixed: bool = False
    form: ElementForm | None = None
    #: each clause in words, in the order of the condition
    clauses: list[str] = field(default_factory=list)
    clause_form: ElementForm | None = None


@dataclass(slots=True)
class Screen:
    """One step with its questions."""

    key: str
    title: str
    rows: list[Row]
    problems: list[str]
    is_fixed: bool
    form: ElementForm | None = None
    add_form: ElementForm | None = None
    shared_form: ElementForm | None = None


@dataclass(slots=True)
class Part:
    """One of the service's other sayings, with what it says in one line."""

    element: str
    heading: Any
    summary: str
    problems: list[str]
    form: ElementForm | None = None


def builder_page(
    request: HttpRequest,
    bench: Bench,
    *,
    form: ElementForm | None = None,
    opened: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page; ``opened`` is the element whose form stands open, ``form`` that form when it was sent."""
    page = _Page(bench, opened, form)
    shown = page.screens()
    context = {
        "bench": bench,
        "screens": shown,
        "papers": page.papers(),
        "parts": page.parts(),
        "retired": page.retired(),
        "add_step": page.form_of("add-step"),
        "add_paper": page.form_of("add-paper"),
        "opened": opened,
        "sent": form,
        "tools": _tools(bench),
        "publish_url": reverse("console:publishing:show", args=[bench.service.code]) if bench.draft else "",
        "preview_url": _preview(bench, _screen_of(opened, shown)),
        "last": bench.changes[0] if bench.changes and "ubah" in request.GET else None,
    }
    return render(request, "console/catalogue/builder.html", context, status=status)


class _Page:
    """Rows of one bench, with the open form in its place."""

    def __init__(self, bench: Bench, opened: str, form: ElementForm | None) -> None:
        self.bench, self.opened, self.form = bench, opened, form

    def form_of(self, element: str) -> ElementForm | None:
        """The form of an element when it stands open."""
        if element != self.opened:
            return None
        return self.form or form_for(self.bench, element)

    def screens(self) -> list[Screen]:
        """Every screen in its order, then the questions that no screen asks."""
        found = [self._screen(one) for one in screens(self.bench.source, self.bench.shared)]
        shown = {row.slug for screen in found for row in screen.rows}
        left = [self._field(slug) for slug in self.bench.fields if slug not in shown]
        if left:
            found.append(Screen("", "", left, [], is_fixed=True))
        return [screen for screen in found if screen.rows or not screen.is_fixed]

    def _screen(self, one: Mapping[str, Any]) -> Screen:
        key = one["key"]
        rows = [self._field(slug) for slug in one["fields"] if slug in self.bench.fields]
        return Screen(
            key=key,
            title=one["title_id"],
            rows=rows,
            problems=self.bench.problems.get(f"step:{key}", []),
            is_fixed=key in FIXED or (not one["own"] and not rows),
            form=self.form_of(f"step:{key}"),
            add_form=self.form_of(f"add-field:{key}"),
            shared_form=self.form_of(f"add-shared:{key}"),
        )

    def _field(self, slug: str) -> Row:
        row = self.bench.fields[slug]
        element = f"field:{slug}"
        return self._row(
            element, slug, row, conditions.KEYS["fields"], KIND_NAMES[kind_of(row)], bool(row.get("required"))
        )

    def papers(self) -> list[Row]:
        """The papers in their order."""
        demands = dict(DEMANDS)
        return [
            self._row(f"paper:{slug}", slug, row, conditions.KEYS["documents"], demands[demand_of(row)], True)
            for slug, row in self.bench.papers.items()
        ]

    def _row(
        self, element: str, slug: str, row: Mapping[str, Any], key: str, kind: Any, required: bool
    ) -> Row:
        form = self.form_of(element) or (
            self.form_of_row(element) if self.opened == f"when:{element}" else None
        )
        made = Row(
            element=element,
            slug=slug,
            label=named(row),
            kind=kind,
            required=required,
            condition=conditions.in_words(row.get(key), self.bench.watched) if row.get(key) else "",
            problems=self.bench.problems.get(element, []),
            is_shared=bool(row.get("shared")),
            is_fixed=element.startswith("field:") and slug in OF_FIXED,
            form=form,
        )
        if form is not None:
            made.clauses = self._clauses(row.get(key))
            made.clause_form = self.form_of(f"when:{element}") or form_for(self.bench, f"when:{element}")
        return made

    def form_of_row(self, element: str) -> ElementForm | None:
        """The row's own form, beside the open form of its condition."""
        return form_for(self.bench, element)

    def _clauses(self, condition: Mapping[str, Any] | None) -> list[str]:
        known = {one.slug: one for one in self.bench.watched}
        said = []
        for slug, value in conditions.clauses_of(condition):
            one = known.get(slug)
            said.append(
                f"{one.label if one else slug}: {dict(one.options).get(value, value) if one else value}"
            )
        return said

    def parts(self) -> list[Part]:
        """Everything else, in the order of the page."""
        return [
            Part(
                element=f"part:{name}",
                heading=form.heading,
                summary=summary_of(self.bench, name),
                problems=self.bench.problems.get(f"part:{name}", []),
                form=self.form_of(f"part:{name}"),
            )
            for name, form in PARTS.items()
        ]

    def retired(self) -> list[tuple[str, str, str]]:
        """What was put aside: word of the button, slug, label."""
        kept = self.bench.source.get("retired") or {}
        known = self.bench.shared.get("documents") or {}
        rows = [("field-restore", row["slug"], named(row)) for row in kept.get("fields", ())]
        rows += [
            ("paper-restore", row["slug"], named({**(known.get(row["slug"]) or {}), **row}))
            for row in kept.get("documents", ())
        ]
        return rows


def _screen_of(opened: str, screens: list[Screen]) -> str:
    """The step where the open form stands, so that the phone shows the same."""
    slug = opened.rpartition(":")[2]
    for screen in screens:
        if screen.key == slug or (
            opened.startswith(("field:", "when:field:")) and slug in [r.slug for r in screen.rows]
        ):
            return screen.key
    return ""


def _preview(bench: Bench, step: str) -> str:
    address = reverse("console:publishing:preview", args=[bench.service.code])
    return f"{address}?langkah={step}" if step else address


#: Pages around the builder: words, name of the address.
_TOOLS = (
    (_("Alur"), "console:catalogue:flow"),
    (_("Kuota dan jam buka"), "console:catalogue:admission"),
    (_("Pesan layanan ini"), "console:texts:service"),
    (_("Coba sebagai warga"), "console:publishing:try_out"),
    (_("Versi"), "console:publishing:versions"),
)


def _tools(bench: Bench) -> list[dict[str, Any]]:
    return [{"label": label, "url": reverse(name, args=[bench.service.code])} for label, name in _TOOLS]
