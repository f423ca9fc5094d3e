"""URLs of the operator's host; every view behind the gate of this face."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

_face: list[URLPattern | URLResolver] = [
    path("", include("loket.faces.operator.tenants.urls")),
    path("", include("loket.faces.operator.accounts.urls")),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((_face, "operator")))]

if settings.DEMO or settings.TESTING:
    urlpatterns.append(path("", include("loket.demo.urls")))

handler400 = "loket.foundation.ui.refusals.bad_request"
handler403 = "loket.foundation.ui.refusals.forbidden"
handler404 = "loket.foundation.ui.refusals.not_found"
handler500 = "loket.foundation.ui.refusals.server_error"
