"""URLs of a dinas: each face behind its own root and its own gate."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    # Those with a root of their own first: finding out that an address is none of theirs costs nothing.
    path("petugas/", include("loket.faces.workbench.urls")),
    path("kelola/", include("loket.faces.console.urls")),
    path("", include("loket.faces.portal.urls")),
    path("", include("loket.faces.hooks.urls")),
]

if settings.DEMO or settings.TESTING:
    urlpatterns.append(path("", include("loket.demo.urls")))

handler400 = "loket.foundation.ui.refusals.bad_request"
handler403 = "loket.foundation.ui.refusals.forbidden"
handler404 = "loket.foundation.ui.refusals.not_found"
handler500 = "loket.foundation.ui.refusals.server_error"
