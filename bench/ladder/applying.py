"""The same requests as one application, in Django as plain as can be: the floor under the figure of applying.

Session, user, CSRF, a form of three questions, a draft saved at each step, four photos on the disk before their
rows; no tenant, no history of steps, nothing sealed, no rules, no languages.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from .app.models import Draft, Note, Photo

#: Screens from the first question to the check page; those of ``PAPERS`` take photos.
SCREENS, PAPERS = 7, (4, 5)


class Questions(forms.Form):
    """Three questions of one topic, two named as the product's so that the same visitor can answer them."""

    surat_polisi_nomor = forms.CharField(max_length=80)
    surat_polisi_polsek = forms.CharField(max_length=80)
    ada = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])


class Papers(forms.Form):
    """A place for photos; they are read from ``request.FILES``."""

    foto = forms.FileField(required=False)


@login_required
def begin(request: HttpRequest) -> HttpResponse:
    """Start a draft."""
    draft = Draft.objects.create(owner=request.user.pk)
    return redirect("screen", draft.pk, 1)


@login_required
def screen(request: HttpRequest, draft: int, number: int) -> HttpResponse:
    """Show one screen; save what was typed or photographed and go on."""
    found = get_object_or_404(Draft, pk=draft, owner=request.user.pk)
    kind = Papers if number in PAPERS else Questions
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            _save(found, number, form, request.FILES.getlist("foto"))
        return redirect("screen", draft, number + 1) if number < SCREENS else redirect("sent", draft)
    return render(request, "screen.html", {"form": form, "number": number})


@login_required
def sent(request: HttpRequest, draft: int) -> HttpResponse:
    """The receipt."""
    found = get_object_or_404(Draft, pk=draft, owner=request.user.pk)
    return render(request, "sent.html", {"draft": found, "photos": list(found.photo_set.all())})


def _save(draft: Draft, number: int, form: forms.Form, photos: list[UploadedFile]) -> None:
    draft.answers[str(number)] = {name: value for name, value in form.cleaned_data.items() if name != "foto"}
    draft.is_sent = number == SCREENS
    draft.save()
    for photo in photos:
        name = secrets.token_hex(16)
        with (Path(settings.KEPT_IN) / name).open("wb") as file:
            for piece in photo.chunks():
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        Photo.objects.create(draft=draft, name=name, size=photo.size)
    if draft.is_sent:
        Note.objects.create(draft=draft, text="terkirim")
        Note.objects.create(draft=draft, text="pesan")
