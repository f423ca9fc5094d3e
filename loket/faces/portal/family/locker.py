"""The locker: checked papers and answers given once, seen and deleted by their owner alone."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loket.applications.actions.drop_from_locker import drop_from_locker
from loket.applications.models import Application
from loket.audit.actions.record import record
from loket.files.http import serve
from loket.residents.actions.forget_answers import forget_answers
from loket.residents.labels import LOCKER_PAPERS, LOCKER_TOPICS
from loket.residents.locker import Kept, answer_sets, family_of, kept_papers, locker_photo
from loket.residents.models import LockerAnswers, Resident
from loket.tenants.one_row import one_row

from ..gate import resident_required, the_resident


@require_GET
@resident_required(complete=False)
def index(request: HttpRequest) -> HttpResponse:
    """Everything kept, with its date, about whom it is and where it came from. Four queries, however much it is."""
    resident = the_resident(request)
    papers, sets = kept_papers(resident), answer_sets(resident)
    names = _names(resident, [kept.first.origin for kept in papers] + [one.origin for one in sets])
    context = {
        "papers": [_paper(kept, names) for kept in papers],
        "answers": [_answers(one, names) for one in sets],
    }
    return render(request, "portal/family/locker.html", context)


def _names(resident: Resident, origins: list[str]) -> dict[bytes | str, str]:
    """By keyed hash whom a thing is about, as far as the resident's own lists tell; else by application."""
    names: dict[bytes | str, str] = {resident.identity_hash: str(_("Anda sendiri"))}
    if resident.kk_hash:
        names[bytes(resident.kk_hash)] = str(_("Semua yang satu KK"))
    for member in family_of(resident):
        if member.nik_hash:
            names[bytes(member.nik_hash)] = str(member.name)
    rows = Application.objects.filter(applicant=resident, reference__in={one for one in origins if one})
    names.update(rows.values_list("reference", "subject_name"))
    return names


def _paper(kept: Kept, names: dict[bytes | str, str]) -> dict[str, Any]:
    return {
        "label": LOCKER_PAPERS.get(kept.slug, kept.slug),
        "about": names.get(kept.about) or names.get(kept.first.origin, ""),
        "kept": kept,
        "photo": kept.first,
        "shows": kept.first.file.is_ready and kept.first.file.is_image,
    }


def _answers(one: LockerAnswers, names: dict[bytes | str, str]) -> dict[str, Any]:
    topics = dict.fromkeys(LOCKER_TOPICS[slug.split("_")[0]] for slug in one.answers)
    return {
        "about": names.get(bytes(one.about)) or names.get(one.origin, ""),
        "topics": list(topics),
        "row": one,
    }


@require_GET
@resident_required(complete=False)
def photo(request: HttpRequest, photo: uuid.UUID) -> HttpResponse:
    """One kept photo; ``?kecil=1`` gives the preview. Each look is recorded."""
    row = locker_photo(the_resident(request), photo)
    if row is None:
        raise Http404
    small = request.GET.get("kecil") == "1"
    response = serve(row.file, as_thumbnail=small)
    record(
        "residents.view_kept_paper",
        obj_type="locker_paper",
        obj_ref=str(row.public_id),
        detail={"paper": row.slug, "preview": small},
    )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(complete=False)
def drop(request: HttpRequest, photo: uuid.UUID) -> HttpResponse:
    """Delete a kept paper, after one page that says what follows."""
    resident = the_resident(request)
    if request.method == "POST":
        one_row(Resident, lock=True, id=resident.pk)  # the second tap finds it gone
    kept = next((one for one in kept_papers(resident) if one.first.public_id == photo), None)
    if kept is None:
        raise Http404
    if request.method == "POST":
        drop_from_locker(kept)
        return redirect("portal:family:locker")
    sentence = _(
        "Foto %(paper)s tidak ditawarkan lagi. Permohonan yang sudah memakai foto ini tetap menyimpannya."
    )
    return _ask(request, sentence % {"paper": LOCKER_PAPERS.get(kept.slug, kept.slug)})


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(complete=False)
def forget(request: HttpRequest, answers: uuid.UUID) -> HttpResponse:
    """Delete one set of answers, after one page that says what follows."""
    lock = request.method == "POST"
    found = one_row(LockerAnswers, lock=lock, public_id=str(answers), resident_id=the_resident(request).pk)
    if found is None:
        raise Http404
    if lock:
        forget_answers(found)
        return redirect("portal:family:locker")
    return _ask(request, _("Jawaban ini tidak diisikan lagi. Permohonan yang sudah dikirim tidak berubah."))


def _ask(request: HttpRequest, consequence: str) -> HttpResponse:
    context = {
        "heading": _("Hapus dari berkas saya?"),
        "consequence": consequence,
        "confirm_label": _("Hapus"),
        "back_url": reverse("portal:family:locker"),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)
