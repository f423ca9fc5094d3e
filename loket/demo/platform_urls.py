"""URLs of plain localhost in demo mode: the list of dinas, and the sandbox phone of all of them."""

from django.urls import path

from . import urls, views

urlpatterns = [path("", views.houses, name="houses"), *urls.urlpatterns]

handler400 = "loket.foundation.ui.refusals.bad_request"
handler403 = "loket.foundation.ui.refusals.forbidden"
handler404 = "loket.foundation.ui.refusals.not_found"
handler500 = "loket.foundation.ui.refusals.server_error"
