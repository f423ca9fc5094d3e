"""Addresses of the counter, of helpers and of calls."""

from django.urls import path

from .views import calls, consent, people, sittings

app_name = "counter"
urlpatterns = [
    path("loket/", people.home, name="home"),
    path("loket/cari/", people.find, name="find"),
    path("loket/daftar/", people.register, name="register"),
    path("loket/orang/<uuid:public_id>/mulai/", people.begin, name="begin"),
    path("loket/orang/<uuid:public_id>/kode/", consent.send, name="send_code"),
    path("loket/orang/<uuid:public_id>/izin/", consent.check, name="check_code"),
    path("loket/orang/<uuid:public_id>/formulir/", consent.signed, name="signed"),
    path("loket/<uuid:public_id>/", sittings.person, name="person"),
    path("loket/<uuid:public_id>/layanan/<slug:code>/", sittings.start, name="start"),
    path("loket/<uuid:public_id>/layani/<str:reference>/", sittings.serve, name="serve"),
    path("loket/<uuid:public_id>/selesai/", sittings.end, name="end"),
    path("telepon/", calls.calls, name="calls"),
    path("telepon/<uuid:public_id>/", calls.call, name="call"),
    path("telepon/<uuid:public_id>/ambil/", calls.take, name="take"),
    path("telepon/<uuid:public_id>/hasil/", calls.answer, name="answer"),
]
