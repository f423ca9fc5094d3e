"""URLs of the desk's application pages."""

from django.urls import path

from . import views

app_name = "applications"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("mulai/", views.start, name="start"),
    path("simpan/", views.keep, name="keep"),
    path("hapus/", views.drop, name="drop"),
    path("cari/", views.find, name="find"),
    path("ekspor/", views.export, name="export"),
    path("pendapat/", views.asked, name="asked"),
    path("<str:reference>/", views.case, name="case"),
    path("<str:reference>/ambil/", views.claim, name="claim"),
    path("<str:reference>/lepas/", views.hand_back, name="hand_back"),
    path("<str:reference>/setujui/", views.approve, name="approve"),
    path("<str:reference>/perbaikan/", views.return_for_correction, name="return"),
    path("<str:reference>/tolak/", views.reject, name="reject"),
    path("<str:reference>/batalkan/", views.cancel, name="cancel"),
    path("<str:reference>/urungkan/", views.undo, name="undo"),
    path("<str:reference>/berkas/", views.photos, name="photos"),
    path("<str:reference>/berkas/<uuid:paper_id>/", views.paper, name="paper"),
    path("<str:reference>/berkas/<uuid:paper_id>/tanda/", views.judge, name="judge"),
    path("<str:reference>/proses/", views.take_into_process, name="take_into_process"),
    path("<str:reference>/undang/", views.invite, name="invite"),
    path("<str:reference>/kunjungan/", views.record_visit, name="record_visit"),
    path("<str:reference>/catatan/", views.note, name="note"),
    path("<str:reference>/tautan/", views.link, name="link"),
    path("<str:reference>/tautan/<int:link_id>/lepas/", views.unlink, name="unlink"),
    path("<str:reference>/siak/", views.ask_register, name="ask_register"),
    path("<str:reference>/nomor-siak/", views.register, name="register"),
    path("<str:reference>/bagi/", views.assign, name="assign"),
    path("<str:reference>/pendapat/", views.ask, name="ask"),
    path("<str:reference>/pendapat/<uuid:opinion_id>/jawab/", views.answer, name="answer"),
    path("<str:reference>/pendapat/<uuid:opinion_id>/tarik/", views.withdraw, name="withdraw"),
    path("<str:reference>/betulkan/", views.correct, name="correct"),
    path("<str:reference>/banding/", views.compare, name="compare"),
    path("<str:reference>/mirip/", views.alike, name="alike"),
    path("<str:reference>/lembar/", views.sheet, name="sheet"),
]
