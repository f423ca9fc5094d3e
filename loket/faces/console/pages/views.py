"""Write, order and take away pages and announcements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.tenants.actions.keep_notice import NoticeChanged, keep_notice
from loket.tenants.actions.move_notice import move_notice
from loket.tenants.models import Announcement, Page
from loket.tenants.scope import current_tenant

from ..gate import administrator_required, the_administrator
from ..texts.diffs import difference
from .forms import NoticeForm
from .subject import Subject


@never_cache
@require_GET
@administrator_required
def notices(request: HttpRequest, subject: Subject) -> HttpResponse:
    """All of them in the order residents see, with what is shown today and what has no English yet."""
    today = clock.today(current_tenant().zone)
    rows = subject.model.objects.order_by("position", "pk").defer("body", "body_en")
    context = {
        "subject": subject,
        "rows": [
            {"notice": row, "url": subject.url("edit", row.public_id), **_standing(row, today)}
            for row in rows
        ],
        "new_url": subject.url("new"),
        "notice": _done(request),
    }
    return render(request, "console/pages/list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def new(request: HttpRequest, subject: Subject) -> HttpResponse:
    """An empty editor."""
    return _editor(request, subject, subject.model())


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def edit(request: HttpRequest, subject: Subject, public_id: UUID) -> HttpResponse:
    """The editor of one, with its preview in both languages."""
    return _editor(request, subject, get_object_or_404(subject.model.objects, public_id=public_id))


@never_cache
@require_POST
@administrator_required
def preview(request: HttpRequest, subject: Subject) -> HttpResponse:
    """What is being typed, as residents will read it; the panel alone, for the script."""
    form = NoticeForm(request.POST)
    form.is_valid()
    return render(request, "console/pages/_preview.html", {"shown": _shown(form)})


@never_cache
@require_POST
@administrator_required
def move(request: HttpRequest, subject: Subject, public_id: UUID) -> HttpResponse:
    """One place up or down."""
    notice = get_object_or_404(subject.model.objects, public_id=public_id)
    move_notice(notice, up=request.POST.get("arah") == "naik")
    return redirect(subject.url("list"))


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def remove(request: HttpRequest, subject: Subject, public_id: UUID) -> HttpResponse:
    """Delete one for good, after a page that says so."""
    notice = get_object_or_404(subject.model.objects, public_id=public_id)
    if request.method == "POST":
        record(f"{subject.name}.removed", obj_type=subject.obj_type, obj_ref=str(notice.public_id))
        notice.delete()
        request.session["halaman"] = "dihapus"
        return redirect(subject.url("list"))
    context = {"subject": subject, "row": notice, "back_url": subject.url("edit", notice.public_id)}
    return render(request, "console/pages/remove.html", context)


def _editor(request: HttpRequest, subject: Subject, row: Page | Announcement) -> HttpResponse:
    if request.method != "POST":
        return _page(request, subject, row, NoticeForm(initial=_initial(row)))
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return _page(request, subject, row, form, status=422)
    verb = "added" if row.pk is None else "changed"
    try:
        kept = keep_notice(row, form.columns, seen=form.seen, by=the_administrator(request).display_name)
    except NoticeChanged as refusal:
        form.add_error(None, str(refusal))
        present = subject.model.objects.get(pk=row.pk)
        form.data = {**dict(form.data.items()), "dilihat": str(present.revision)}
        return _page(request, subject, present, form, status=409, conflict=True)
    detail = {"revision": kept.revision, "shown": kept.is_published}
    record(f"{subject.name}.{verb}", obj_type=subject.obj_type, obj_ref=str(kept.public_id), detail=detail)
    request.session["halaman"] = "tampil" if kept.is_published else "disimpan"
    return redirect(subject.url("list"))


def _page(
    request: HttpRequest,
    subject: Subject,
    row: Page | Announcement,
    form: NoticeForm,
    *,
    status: int = 200,
    conflict: bool = False,
) -> HttpResponse:
    context = {
        "subject": subject,
        "row": row,
        "form": form,
        "shown": _shown(form),
        "list_url": subject.url("list"),
        "preview_url": subject.url("preview"),
        "remove_url": subject.url("remove", row.public_id) if row.pk else "",
        "address": f"/halaman/{row.slug}/" if isinstance(row, Page) and row.slug else "",
        "theirs": difference(row.body, str(form.data.get("isi", ""))) if conflict else None,
    }
    return render(request, "console/pages/edit.html", context, status=status)


def _initial(row: Page | Announcement) -> dict[str, Any]:
    return {
        "judul": row.title,
        "isi": row.body,
        "judul_en": row.title_en,
        "isi_en": row.body_en,
        "mulai": row.starts_on,
        "sampai": row.ends_on,
        "tampil": row.is_published if row.pk else True,
        "dilihat": row.revision if row.pk else 0,
    }


def _shown(form: NoticeForm) -> list[dict[str, str]]:
    """Both languages as they stand in the form, bound or not."""
    values = {name: str(form[name].value() or "")[:20_000] for name in ("judul", "isi", "judul_en", "isi_en")}
    return [
        {"language": "id", "title": values["judul"], "body": values["isi"]},
        {"language": "en", "title": values["judul_en"], "body": values["isi_en"]},
    ]


def _standing(row: Page | Announcement, today: Any) -> dict[str, Any]:
    if not row.is_published:
        word, tone = _("Draf"), ""
    elif row.ends_on and row.ends_on < today:
        word, tone = _("Sudah lewat"), ""
    elif row.starts_on and row.starts_on > today:
        word, tone = _("Belum mulai"), "biru"
    else:
        word, tone = _("Tampil"), "hijau"
    return {"word": word, "tone": tone, "lacks_english": not row.title_en, "language": get_language()}


def _done(request: HttpRequest) -> dict[str, str] | None:
    said = {
        "tampil": _("Tersimpan dan tampil sesuai tanggalnya."),
        "disimpan": _("Tersimpan sebagai draf. Warga belum melihatnya."),
        "dihapus": _("Sudah dihapus."),
    }.get(request.session.pop("halaman", ""), "")
    return {"text": said, "tone": "pandan"} if said else None
