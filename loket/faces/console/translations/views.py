"""Translate side by side, one pair at a time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain
from loket.foundation.ui.markup import bad_links
from loket.notifications.actions.change_text import change_text
from loket.notifications.queries import last_number
from loket.notifications.rules import TextFault
from loket.tenants.actions.change_settings import change_settings
from loket.tenants.actions.keep_notice import keep_notice
from loket.tenants.models import Announcement, Page
from loket.tenants.scope import current_tenant

from ..gate import administrator_required, the_administrator
from ..texts.rows import wording_now
from .pairs import COLUMNS, DONE, Pair, pair_named, pairs, place_of_key

#: Pairs on one page.
SHOWN = 25
_TITLE, _BODY, _SENTENCE = 120, 20_000, 300


@never_cache
@require_GET
@administrator_required
def translations(request: HttpRequest) -> HttpResponse:
    """A12: Indonesian left, English right, missing first."""
    notice = (
        {"text": _("Terjemahan tersimpan."), "tone": "pandan"}
        if request.session.pop("terjemah", "")
        else None
    )
    return _page(request, notice=notice)


@never_cache
@require_POST
@administrator_required
def save(request: HttpRequest) -> HttpResponse:
    """Keep the English of one pair."""
    pair = pair_named(request.POST.get("kunci", "")[:200])
    if pair is None:
        return _page(request, fault=_("Tulisan ini sudah tidak ada. Daftarnya kami muat ulang."), status=409)
    text, title = request.POST.get("inggris", ""), request.POST.get("judul", "")
    try:
        _keep(request, pair, text=text, title=title)
    except (Refusal, TextFault) as fault:
        status = fault.status if isinstance(fault, Refusal) else 422
        typed = {"key": pair.key, "text": text, "title": title, "fault": str(fault)}
        return _page(request, typed=typed, fault=f"{pair.what}: {fault}", status=status)
    request.session["terjemah"] = "1"
    only = "?belum=1" if request.POST.get("belum") == "1" else ""
    return redirect(f"{reverse('console:translations:list')}{only}")


def _page(
    request: HttpRequest,
    *,
    typed: dict[str, str] | None = None,
    fault: str = "",
    notice: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    only_missing = given.get("belum") == "1"
    found = pairs()
    lacking = [pair for pair in found if pair.standing != DONE]
    listed = lacking if only_missing else found
    context: dict[str, Any] = {
        "pairs": listed[:SHOWN],
        "hidden": max(len(listed) - SHOWN, 0),
        "total": len(found),
        "lacking": len(lacking),
        "only_missing": only_missing,
        "typed": typed,
        "mistakes": [{"target": "", "sentence": fault}] if fault else [],
        "notice": notice,
    }
    return render(request, "console/translations/list.html", context, status=status)


def _keep(request: HttpRequest, pair: Pair, *, text: str, title: str) -> None:
    word = pair.key.partition(":")[0]
    if word == "text":
        _keep_text(pair, text)
    elif word in COLUMNS:
        _keep_sentence(word, text)
    else:
        _keep_notice(request, pair, text=text, title=title)


def _keep_text(pair: Pair, text: str) -> None:
    place = place_of_key(pair.key)
    assert place is not None  # noqa: S101 - tells the type checker: the pair was read from a row
    packaged = wording_now(place.kind, [], channel=place.channel, language="en")
    change_text(place, text=text, subject=packaged.subject or str(place.kind.title), seen=last_number(place))


def _keep_sentence(word: str, text: str) -> None:
    change_settings({f"{COLUMNS[word]}_en": plain(text, max_length=_SENTENCE)})
    action = "tenants.banner" if word == "banner" else "tenants.settings"
    detail = {"language": "en", "text": COLUMNS[word]}
    record(action, obj_type="tenant", obj_ref=current_tenant().slug, detail=detail)


def _keep_notice(request: HttpRequest, pair: Pair, *, text: str, title: str) -> None:
    prefix, _colon, public_id = pair.key.partition(":")
    model: type[Page] | type[Announcement] = Page if prefix == "halaman" else Announcement
    row = model.objects.get(public_id=UUID(public_id))
    values = {
        "title_en": plain(title, max_length=_TITLE),
        "body_en": plain(text, max_length=_BODY, multiline=True),
    }
    if values["body_en"] and not values["title_en"]:
        raise Refusal(_("Isi juga judul bahasa Inggris, supaya isinya tampil."))
    if bad := bad_links(values["body_en"]):
        said = _("Tautan %(link)s tidak bisa dipakai. Mulai dengan https:// atau / untuk halaman portal ini.")
        raise Refusal(said % {"link": bad[0][:60]})
    seen = request.POST.get("dilihat", "")
    keep_notice(
        row,
        values,
        seen=int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
        by=the_administrator(request).display_name,
    )
    record(
        f"{'pages' if prefix == 'halaman' else 'announcements'}.changed",
        obj_type="page" if prefix == "halaman" else "announcement",
        obj_ref=str(row.public_id),
        detail={"language": "en"},
    )
