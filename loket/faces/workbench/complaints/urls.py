"""URLs of the complaints counter."""

from django.urls import path

from .views import deciding, faults, listing, one, visits

app_name = "complaints"
urlpatterns = [
    path("aduan/", listing.queue, name="queue"),
    path("aduan/angka/", listing.figures, name="figures"),
    path("aduan/<str:reference>/", one.show, name="show"),
    path("aduan/<str:reference>/foto/<uuid:photo_id>/", one.photo, name="photo"),
    path("aduan/<str:reference>/janji/", visits.book_visit, name="visit"),
    path("aduan/<str:reference>/ambil/", deciding.take, name="take"),
    path("aduan/<str:reference>/jawab/", deciding.answer, name="answer"),
    path("aduan/<str:reference>/catatan/", deciding.note, name="note"),
    path("aduan/<str:reference>/teruskan/", deciding.pass_on, name="pass_on"),
    path("aduan/<str:reference>/tutup/", deciding.close, name="close"),
    path("aduan/<str:reference>/bukan/", deciding.spam, name="spam"),
    path("aduan/<str:reference>/pulihkan/", deciding.take_back, name="take_back"),
    path("aduan/<str:reference>/tautkan/", deciding.link, name="link"),
    path("aduan/<str:reference>/dikeluhkan/", deciding.concerned, name="concerned"),
    path("permohonan/<str:reference>/tidak-sinkron/", faults.report, name="fault"),
]
