"""Addresses of a resident's applications."""

from django.urls import path

from .views import apply, follow, late, leave, lookup, mend, papers

app_name = "applications"

urlpatterns = [
    path("layanan/<slug:code>/mulai/", apply.start, name="start"),
    path("permohonan/", follow.index, name="index"),
    path("permohonan/<str:reference>/", follow.status, name="status"),
    path("permohonan/<str:reference>/lanjut/", apply.go_on, name="resume"),
    path("permohonan/<str:reference>/isi/", follow.contents, name="contents"),
    path("permohonan/<str:reference>/isi/<slug:key>/", apply.step, name="step"),
    path("permohonan/<str:reference>/isi/<slug:key>/susulan/", late.late_photo, name="late_photo"),
    path("permohonan/<str:reference>/periksa/", apply.check, name="check"),
    path("permohonan/<str:reference>/kirim/", apply.send, name="send"),
    path("permohonan/<str:reference>/terkirim/", follow.sent, name="sent"),
    path("permohonan/<str:reference>/bukti/", follow.slip, name="slip"),
    path("permohonan/<str:reference>/perbaikan/", mend.mend, name="mend"),
    path("permohonan/<str:reference>/batalkan/", leave.leave, name="leave"),
    path("permohonan/<str:reference>/salin/", leave.copy, name="copy"),
    path("permohonan/<str:reference>/berkas/<uuid:file>/", papers.paper, name="paper"),
    path("cek/", lookup.lookup, name="lookup"),
    path("p/<str:reference>", lookup.short_link, name="short_link"),
]
