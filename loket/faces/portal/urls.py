"""Everything a resident or a visitor can open; each domain behind its own folder."""

from django.urls import include, path

app_name = "portal"

urlpatterns = [
    # Asked for most, so tried first.
    path("", include("loket.faces.portal.applications.urls")),
    path("", include("loket.faces.portal.shell.urls")),
    path("", include("loket.faces.portal.catalogue.urls")),
    path("", include("loket.faces.portal.pages.urls")),
    path("", include("loket.faces.portal.accounts.urls")),
    path("", include("loket.faces.portal.assist.urls")),
    path("", include("loket.faces.portal.files.urls")),
    path("", include("loket.faces.portal.conversations.urls")),
    path("", include("loket.faces.portal.complaints.urls")),
    path("", include("loket.faces.portal.looks.urls")),
    path("", include("loket.faces.portal.messages.urls")),
    path("", include("loket.faces.portal.family.urls")),
    path("", include("loket.faces.portal.appointments.urls")),
    path("", include("loket.faces.portal.tryout.urls")),
]
