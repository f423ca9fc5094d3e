"""The editor of one wording: change it, look at it, send it to oneself."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from loket.accounts import limits
from loket.accounts.rules import Limit, LimitReached
from loket.foundation.kernel.text import TextRefused
from loket.notifications.actions.change_text import change_text
from loket.notifications.actions.send_trial import send_trial
from loket.notifications.messages import Recipient
from loket.notifications.own_texts import ChangedMeanwhile, missing_placeholders
from loket.notifications.rules import TextFault
from loket.tenants.keys import lookup_hash

from ...gate import administrator_required, the_administrator, the_membership
from ..forms import TextForm
from ..page import editor
from ..places import address, place_of
from ..preview import preview_of, samples_of

#: What an administrator may send to herself.
_TRIALS = Limit("text-trials", 20, 3600)
#: Where trials go in the demo when the administrator has given no address: onto the sandbox phone.
_DEMO = Recipient(phone="+6281200000007", email="rai@contoh.example")


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def edit(request: HttpRequest, kind: str, channel: str, language: str) -> HttpResponse:
    """A5: one wording, its placeholders, preview, history."""
    place = place_of(request, kind, channel, language)
    if request.method != "POST":
        return editor(request, place, notice=_done(request))
    form = TextForm(request.POST, place=place)
    if not form.is_valid():
        return editor(request, place, form, status=422)
    subject, text = form.typed
    try:
        change = change_text(place, text=text, subject=subject, seen=form.seen)
    except (TextFault, TextRefused) as fault:
        _put_beside(form, str(fault), subject=subject)
        return editor(request, place, form, status=422)
    except ChangedMeanwhile as refusal:
        form.add_error(None, str(refusal))
        return editor(request, place, form, status=409, conflict=True)
    if change is None:
        return editor(request, place, notice={"text": _("Tidak ada yang berubah."), "tone": "pandan"})
    request.session["teks"] = "kurang" if missing_placeholders(place.kind, text) else "tersimpan"
    return redirect(address(place))


@never_cache
@require_POST
@administrator_required
def preview(request: HttpRequest, kind: str, channel: str, language: str) -> HttpResponse:
    """What stands in the editor as it will look; the panel alone for the script, the whole page without."""
    place = place_of(request, kind, channel, language)
    form = TextForm(request.POST, place=place)
    if request.headers.get("X-Bagian") == "pratinjau":
        subject, text = form.typed
        shown = preview_of(place, subject=subject, text=text[:20_000])
        return render(request, "console/texts/_preview.html", {"preview": shown, "place": place})
    form.is_valid()
    return editor(request, place, form)


@never_cache
@require_POST
@administrator_required
def try_out(request: HttpRequest, kind: str, channel: str, language: str) -> HttpResponse:
    """Send what stands in the editor to the administrator's own phone or mailbox; saves nothing."""
    place = place_of(request, kind, channel, language)
    form = TextForm(request.POST, place=place)
    form.is_valid()
    subject, text = form.typed
    try:
        limits.count((_TRIALS, lookup_hash(str(the_administrator(request).public_id)).hex()))
        sent = send_trial(
            place, subject=subject, text=text, to=_own_addresses(request), samples=samples_of(place)
        )
    except TextFault as fault:
        _put_beside(form, str(fault), subject=subject)
        return editor(request, place, form, status=422)
    except LimitReached as refusal:
        form.add_error(None, str(refusal))
        return editor(request, place, form, status=429)
    if sent is None:
        form.add_error(None, _("Nomor atau e-mail Anda belum tercatat. Isi dulu di halaman Petugas."))
        return editor(request, place, form, status=422)
    return editor(request, place, form, notice={"text": _trial_sentence(), "tone": "pandan"})


def _own_addresses(request: HttpRequest) -> Recipient:
    membership = the_membership(request)
    own = Recipient(phone=membership.phone or "", email=membership.email or "")
    if not settings.DEMO:
        return own
    return Recipient(phone=own.phone or _DEMO.phone, email=own.email or _DEMO.email)


def _trial_sentence() -> str:
    if settings.DEMO:
        return _("Dikirim sebagai percobaan. Lihat hasilnya di halaman Contoh. Teks belum disimpan.")
    return _("Dikirim ke nomor atau e-mail Anda sebagai percobaan. Teks belum disimpan.")


def _put_beside(form: TextForm, sentence: str, *, subject: str) -> None:
    """Beside the field it belongs to: the subject when that is what is wrong."""
    about_subject = "judul" in form.fields and (not subject.strip() or _("Judul e-mail") in sentence)
    form.add_error("judul" if about_subject else "teks", sentence)


def _done(request: HttpRequest) -> dict[str, str] | None:
    what = request.session.pop("teks", "")
    if what == "kurang":
        said = _("Tersimpan. Perhatikan saran di samping: ada yang belum disebut.")
        return {"text": said, "tone": "kunyit"}
    said = {
        "tersimpan": _("Tersimpan. Pesan berikutnya memakai teks ini."),
        "bawaan": _("Teks bawaan dipakai lagi."),
        "kembali": _("Versi lama dipakai lagi."),
    }.get(what, "")
    return {"text": said, "tone": "pandan"} if said else None
