"""The registration in hand: found through the session, walked step by step, saved at each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from loket.residents.actions.start_registration import start_registration
from loket.residents.models import Registration, StayPermit
from loket.residents.queries import registration_of
from loket.residents.rules import papers_of_foreigner
from loket.tenants.models import Tenant

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_KEY = "registration"


@dataclass(frozen=True, slots=True)
class Step:
    """One screen. ``paper`` names the photo it asks for; ``samples`` the pictures shown above it."""

    slug: str
    heading: _StrPromise
    lead: _StrPromise | str = ""
    paper: str = ""
    samples: str = ""


BULELENG = (
    Step("", _("Nomor di KTP dan KK Anda")),
    Step("kontak", _("Nomor WhatsApp dan kata sandi")),
    Step(
        "ktp",
        _("Foto KTP Anda"),
        _("Taruh KTP di meja yang terang. Keempat sudut harus terlihat."),
        "ktp_asli",
        "kartu",
    ),
    Step(
        "kk",
        _("Foto Kartu Keluarga"),
        _("Foto KK yang asli, bukan fotokopi. Semua tepi terlihat."),
        "kk_asli",
        "kk",
    ),
    Step(
        "tanda-tangan",
        _("Foto tanda tangan"),
        _("Tanda tangan di kertas putih polos, lalu foto."),
        "foto_ttd",
        "ttd",
    ),
    Step(
        "wajah",
        _("Foto diri memegang KTP"),
        _("Lepas masker. Pegang KTP atau Surket di samping wajah."),
        "selfie_ktp",
        "wajah",
    ),
)
SURAKARTA = (
    Step("", _("NIK Anda"), _("Nama pengguna Anda nanti adalah NIK ini.")),
    Step("kontak", _("Nomor HP dan e-mail")),
    Step("kode", _("Kode dari SMS")),
    Step("kata-sandi", _("Buat kata sandi")),
)
#: The first screen of a foreigner without a NIK, in either profile.
PASSPORT = Step("paspor", _("Paspor Anda"), _("Untuk orang asing yang belum punya NIK."))
BULELENG_PASSPORT = (
    PASSPORT,
    Step("diri", _("Nama dan izin tinggal")),
    Step("kontak", _("Nomor WhatsApp dan kata sandi")),
    Step(
        "foto-paspor",
        _("Foto halaman data paspor"),
        _("Halaman dengan foto Anda. Keempat sudut dan dua baris paling bawah harus terlihat."),
        "dok_perjalanan",
        "kartu",
    ),
    Step(
        "izin-itas",
        _("Foto kartu ITAS"),
        _("Kartu atau surat ITAS yang masih berlaku. Keempat sudut harus terlihat."),
        "itas",
        "kartu",
    ),
    Step(
        "izin-itap",
        _("Foto kartu ITAP"),
        _("Kartu ITAP yang masih berlaku. Keempat sudut harus terlihat."),
        "itap",
        "kartu",
    ),
    Step(
        "tanda-tangan",
        _("Foto tanda tangan"),
        _("Tanda tangan seperti di paspor, di kertas putih polos, lalu foto."),
        "foto_ttd",
        "ttd",
    ),
    Step(
        "wajah-paspor",
        _("Foto diri memegang paspor"),
        _("Lepas masker. Pegang halaman data paspor di samping wajah."),
        "selfie_paspor",
        "wajah",
    ),
)
SURAKARTA_PASSPORT = (PASSPORT, *SURAKARTA[1:])


def steps_of(tenant: Tenant, draft: Registration | None = None, slug: str | None = None) -> tuple[Step, ...]:
    """The screens of this office's profile: by NIK, or by passport where the draft or the address says so."""
    if not is_by_passport(draft, slug):
        return BULELENG if tenant.verifies_accounts else SURAKARTA
    if not tenant.verifies_accounts:
        return SURAKARTA_PASSPORT
    permit = (draft.answers.get("izin") if draft else None) or StayPermit.ITAS  # as most, until it is said
    wanted = papers_of_foreigner(True, permit)
    return tuple(step for step in BULELENG_PASSPORT if not step.paper or step.paper in wanted)


def is_by_passport(draft: Registration | None, slug: str | None = None) -> bool:
    """Whether a registration goes by passport: its first screen is asked for (``slug``), or was answered last."""
    if slug in {"", PASSPORT.slug}:
        return slug == PASSPORT.slug
    return bool(draft and draft.answers.get("paspor"))


def draft_here(request: HttpRequest) -> Registration | None:
    """The unfinished or just finished draft of this session."""
    name = request.session.get(_KEY, "")
    return registration_of(name) if name else None


def draft_or_new(request: HttpRequest) -> Registration:
    """The unfinished draft of this session; a new one when there is none."""
    draft = draft_here(request)
    if draft is None or draft.completed_at is not None:
        draft = start_registration(language=(get_language() or "id")[:2])
        request.session[_KEY] = str(draft.public_id)
    return draft


def is_done(draft: Registration | None, step: Step) -> bool:
    """True when the step has its answer."""
    if draft is None:
        return False
    if step.paper:
        wanted = ("ktp_asli", "surket_rekam") if step.paper == "ktp_asli" else (step.paper,)
        return any(paper.slug in wanted for paper in draft.papers.all())
    answers = draft.answers
    known = {
        "": bool(answers.get("nik")),
        "paspor": bool(answers.get("paspor")),
        "diri": bool(answers.get("izin")) and bool(answers.get("nama")),
        "kontak": bool(answers.get("no_wa")) and (draft.profile == "surakarta" or bool(draft.password_hash)),
        "kode": draft.phone_proved_at is not None,
        "kata-sandi": bool(draft.password_hash),
    }
    return known[step.slug]


def first_open(draft: Registration | None, steps: tuple[Step, ...], before: str | None = None) -> Step | None:
    """The first step without an answer, of those before ``before`` when given: none may be skipped."""
    for step in steps:
        if before is not None and step.slug == before:
            return None
        if not is_done(draft, step):
            return step
    return None


def address(slug: str) -> str:
    """The path of a registration page."""
    if not slug:
        return reverse("portal:accounts:register")
    return reverse("portal:accounts:register_step", args=[slug])
