"""Everything a resident or a visitor can open; each domain behind its own folder."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

app_name = "portal"

_DOMAINS = ("shell", "catalogue", "accounts", "files", "applications")

urlpatterns = [
    path("", include(f"loket.faces.portal.{domain}.urls"))
    for domain in _DOMAINS
    if find_spec(f"loket.faces.portal.{domain}")
    and find_spec(f"loket.faces.portal.{domain}.urls")
    and (domain != "applications" or find_spec("loket.catalogue.queries"))
]
