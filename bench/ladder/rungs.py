"""The rungs of plain Django; which one is chosen by LADDER_RUNG when the server starts."""

from __future__ import annotations

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

application = get_wsgi_application() if not settings.configured else None
django.setup()

from . import applying  # noqa: E402 - needs the apps to be ready
from .app.models import Row  # noqa: E402 - needs the apps to be ready


def hello(request: HttpRequest) -> HttpResponse:
    """Django without anything."""
    return HttpResponse("halo")


def rows(request: HttpRequest) -> HttpResponse:
    """One indexed query and a template of 20 rows."""
    found = list(Row.objects.filter(owner=7).order_by("-created_at")[:20])
    return render(request, "rows.html", {"title": "Baris", "rows": found})


def session(request: HttpRequest) -> HttpResponse:
    """The same behind a session and its user."""
    who = str(request.user)
    found = list(Row.objects.filter(owner=7).order_by("-created_at")[:20])
    return render(request, "rows.html", {"title": "Baris", "rows": found, "who": who})


urlpatterns = [
    path("", {"hello": hello, "rows": rows}.get(settings.RUNG, session)),
    path("mulai/", applying.begin, name="begin"),
    path("permohonan/<int:draft>/<int:number>/", applying.screen, name="screen"),
    path("permohonan/<int:draft>/terkirim/", applying.sent, name="sent"),
]
application = get_wsgi_application()
