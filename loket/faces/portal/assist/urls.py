"""Addresses of help."""

from django.urls import path

from .views import calls, helpers_of_mine, mode

app_name = "assist"

urlpatterns = [
    path("mode/", mode.choose, name="mode"),
    path("telepon-saya/", calls.ask, name="call"),
    path("telepon-saya/terkirim/", calls.asked, name="call_asked"),
    path("akun/pembantu/", helpers_of_mine.index, name="helpers"),
    path("akun/pembantu/<uuid:public_id>/cabut/", helpers_of_mine.revoke, name="revoke"),
]
