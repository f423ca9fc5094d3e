"""URLs of the texts."""

from django.urls import path

from .views import edit, history, listing, service

app_name = "texts"
_PLACE = "<str:kind>/<str:channel>/<str:language>/"
urlpatterns = [
    path("", listing.texts, name="list"),
    path("layanan/<slug:code>/", service.service_texts, name="service"),
    path(_PLACE, edit.edit, name="edit"),
    path(_PLACE + "lihat/", edit.preview, name="preview"),
    path(_PLACE + "coba/", edit.try_out, name="try_out"),
    path(_PLACE + "bawaan/", history.restore, name="restore"),
    path(_PLACE + "kembalikan/", history.bring_back, name="bring_back"),
]
