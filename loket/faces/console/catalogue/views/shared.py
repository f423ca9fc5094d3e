"""What services share: questions, choice lists, kinds of photo (A3), issued documents, reasons (A6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.applications.labels import OTHER, REASONS
from loket.applications.reasons import forget_reasons, slug_of
from loket.catalogue.actions.change_shared import PartChangedMeanwhile, change_shared, set_retired
from loket.catalogue.draft_queries import SAMPLE_OWNER, newest_sources, part_named, parts_in, shared_data
from loket.catalogue.editing import EditRefused, free_name
from loket.catalogue.editing_uses import named
from loket.catalogue.models import Section, SharedPart
from loket.catalogue.shared_queries import services_behind
from loket.catalogue.shared_uses import shared_uses, titles_using
from loket.files.actions.receive import receive
from loket.files.refusals import FileRefused
from loket.tenants.scope import current_tenant, in_tenant

from ...gate import administrator_required, the_administrator
from ..forms.shared import FORMS, USES, AnyForm, ListForm

LEADS = {
    Section.SHARED_FIELDS: _("Ditulis sekali, dipakai banyak layanan."),
    Section.COMMON_FIELDS: _("Ditanyakan di semua layanan, atau sudah diketahui dari akun."),
    Section.CHOICE_LISTS: _("Daftar yang dipakai bersama oleh pertanyaan di banyak layanan."),
    Section.DOCUMENTS: _("Foto yang dapat diminta layanan: yang harus terlihat, dan contohnya."),
    Section.OUTPUTS: _("Dokumen yang terbit di akhir permohonan."),
    Section.REASONS: _("Yang dipilih petugas dengan satu angka, dan kalimat yang dibaca warga."),
}


@never_cache
@require_safe
@administrator_required
def parts(request: HttpRequest, section: str) -> HttpResponse:
    """Every part of a section, with how many services use it."""
    with in_tenant(current_tenant()):
        return _list(request, _known(section))


@never_cache
@require_POST
@administrator_required
def add(request: HttpRequest, section: str) -> HttpResponse:
    """A new part."""
    with in_tenant(current_tenant()):
        known = _known(section)
        shared = shared_data()
        form = FORMS[known](request.POST, definition={}, revision=0, shared=shared)
        form.files = request.FILES
        name = request.POST.get("nama", "").strip()[:60] if isinstance(form, ListForm) else ""
        sample = _sample_of(form) if form.is_valid() else {}
        if form.errors or (isinstance(form, ListForm) and not name):
            return _list(request, known, form=form, name=name, status=422)
        label = name or str(form.cleaned_data["label_id"])
        slug = free_name(label, SharedPart.objects.values_list("slug", flat=True), longest=40)
        change_shared(
            known, slug, {**form.made(), **sample}, revision=0, by=the_administrator(request), label=label
        )
    forget_reasons()
    return redirect(f"{_address(known)}#{slug}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def part(request: HttpRequest, section: str, slug: str) -> HttpResponse:
    """One part: its form, and where it is used."""
    with in_tenant(current_tenant()):
        known = _known(section)
        found = part_named(known, slug) or _packaged_reason(known, slug)
        if found is None:
            raise Http404
        shared = shared_data()
        definition = {"slug": slug, **found.definition}
        sent = request.POST if request.method == "POST" else None
        form = FORMS[known](sent, definition=definition, revision=found.revision, shared=shared)
        form.files = request.FILES
        if sent is None:
            return _one(request, found, form, shared)
        sample = _sample_of(form) if form.is_valid() else {}
        if form.errors:
            return _one(request, found, form, shared, status=422)
        made = {key: value for key, value in (form.made() | sample).items() if key != "slug"}
        try:
            change_shared(
                known, slug, made, revision=form.cleaned_data["revisi"] or 0, by=the_administrator(request),
                label=_name_of(found),
            )  # fmt: skip
        except PartChangedMeanwhile as refused:
            return _overtaken(request, refused, shared, str(refused))
    forget_reasons()
    return redirect(f"{_address(known)}#{slug}")


@never_cache
@require_POST
@administrator_required
def retire(request: HttpRequest, section: str, slug: str) -> HttpResponse:
    """Put aside, or take back; refused with where it is used."""
    with in_tenant(current_tenant()):
        known = _known(section)
        found = part_named(known, slug) or _packaged_reason(known, slug)
        if found is None:
            raise Http404
        shared = shared_data()
        used = [title for _code, title in titles_using(newest_sources(), known, slug, shared)]
        used += shared_uses(known, slug, shared)
        label = _name_of(found)
        try:
            set_retired(
                found, retired=not found.retired, used_in=used, by=the_administrator(request), label=label
            )
        except EditRefused as refused:
            form = FORMS[known](
                None, definition={"slug": slug, **found.definition}, revision=found.revision, shared=shared
            )
            return _one(request, found, form, shared, status=refused.status, sentence=str(refused))
    forget_reasons()
    return redirect(_address(known))


def _sample_of(form: AnyForm) -> dict[str, str]:
    """Take the sample photo that came with the form, if any; what is no photo is refused beside its field."""
    given = form.cleaned_data.get("foto")
    if not given:
        return {}
    try:
        stored = receive(given, owner=SAMPLE_OWNER)
    except FileRefused as refused:
        form.add_error("foto", str(refused))
        return {}
    if not stored.is_image:
        form.add_error("foto", str(_("Pilih foto JPG atau PNG.")))
        return {}
    return {"sample": f"foto:{stored.public_id}"}


def _list(
    request: HttpRequest, section: Section, *, form: AnyForm | None = None, name: str = "", status: int = 200
) -> HttpResponse:
    shared, sources = shared_data(), newest_sources()
    behind = [part for one in services_behind() for part in one.parts]
    rows = [
        {
            "part": one,
            "label": _name_of(one),
            "note": _note(one),
            "uses": len(list(titles_using(sources, section, one.slug, shared))),
            "behind": behind.count((section.value, one.slug)),
        }
        for one in _parts(section)
    ]
    new = FORMS[section](None, definition={}, revision=0, shared=shared)
    context = {
        "section": section,
        "lead": LEADS[section],
        "sections": list(LEADS),
        "rows": rows,
        "form": form or new,
        "name": name,
        "opened": form is not None,
        "has_name": isinstance(new, ListForm),
        "missing_name": form is not None and isinstance(form, ListForm) and not name,
        "counts": section != Section.REASONS,
    }
    return render(request, "console/catalogue/parts.html", context, status=status)


def _one(
    request: HttpRequest,
    found: SharedPart,
    form: AnyForm,
    shared: Mapping[str, Any],
    *,
    status: int = 200,
    sentence: str = "",
    theirs: list[tuple[Any, str]] | None = None,
) -> HttpResponse:
    behind = {one.code: one for one in services_behind() if (found.section, found.slug) in one.parts}
    using = titles_using(newest_sources(), found.section, found.slug, shared)
    uses = [(code, title, behind.get(code)) for code, title in using]
    context = {
        "part": found,
        "section": Section(found.section),
        "label": _name_of(found),
        "form": form,
        "uses": uses,
        "behind": behind,
        "askable": sum(not one.has_draft for one in behind.values()),
        "shared_uses": shared_uses(found.section, found.slug, shared),
        "sentence": sentence,
        "theirs": theirs or [],
    }
    return render(request, "console/catalogue/part.html", context, status=status)


def _overtaken(
    request: HttpRequest, refused: PartChangedMeanwhile, shared: Mapping[str, Any], sentence: str
) -> HttpResponse:
    """What was typed stays in the form; how it stands now is shown beside it; the next saving counts."""
    now = refused.part
    kind = FORMS[now.section]
    definition = {"slug": now.slug, **now.definition}
    sent = request.POST.copy()
    sent["revisi"] = str(now.revision)
    form = kind(sent, definition=definition, revision=now.revision, shared=shared)
    stands = kind(None, definition=definition, revision=now.revision, shared=shared)
    theirs = [
        (stands.fields[bound.name].label, str(bound.value()))
        for bound in stands
        if bound.name != "revisi" and str(bound.value() or "") != str(form[bound.name].value() or "")
    ]
    form.is_valid()
    return _one(request, now, form, shared, status=refused.status, sentence=sentence, theirs=theirs)


def _parts(section: Section) -> list[SharedPart]:
    """The dinas' own, and of the reasons those packaged ones that it has not changed."""
    found = parts_in(section)
    if section != Section.REASONS:
        return found
    own = {one.slug for one in found}
    packaged = [
        _packaged_reason(section, slug_of(reason)) for reason in REASONS if slug_of(reason) not in own
    ]
    every = [*(one for one in packaged if one is not None), *found]
    uses = [use for use, _words in USES]
    return sorted(
        every, key=lambda one: (one.retired, uses.index(one.definition["use"]), one.definition["key"])
    )


def _packaged_reason(section: Section, slug: str) -> SharedPart | None:
    """A packaged reason as a part that is not kept yet."""
    reason = next((one for one in REASONS if slug_of(one) == slug and one.code != OTHER), None)
    if section != Section.REASONS or reason is None:
        return None
    with override("id"):
        definition = {
            "use": reason.use,
            "key": reason.key,
            "label_id": str(reason.officer_label),
            "resident_id": str(reason.resident_sentence),
        }
    with override("en"):
        definition["resident_en"] = str(reason.resident_sentence)
    return SharedPart(section=section, slug=slug, definition=definition, revision=0)


def _known(section: str) -> Section:
    if section not in FORMS:
        raise Http404
    return Section(section)


def _name_of(found: SharedPart) -> str:
    definition = found.definition if isinstance(found.definition, Mapping) else {}
    if found.section == Section.CHOICE_LISTS:
        return found.slug.replace("_", " ").capitalize()
    return named({"slug": found.slug, **definition})


def _note(found: SharedPart) -> str:
    if found.section == Section.CHOICE_LISTS:
        return ", ".join(str(one.get("label_id")) for one in (found.definition.get("options") or ())[:5])
    if found.section == Section.REASONS:
        use = dict(USES).get(found.definition.get("use", ""), "")
        return f"{use} {found.definition.get('key', '')} · {found.definition.get('resident_id', '')}"
    return str(found.definition.get("help_id") or "")


def _address(section: Section) -> str:
    return reverse("console:shared:list", args=[section.value])
