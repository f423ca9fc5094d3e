"""URLs of the settings."""

from django.urls import path

from .views import dinas, emergency, offers

app_name = "settings"
urlpatterns = [
    path("", dinas.show, name="show"),
    path("layanan/", offers.services, name="services"),
    path("layanan/<slug:code>/", offers.service, name="service"),
    path("darurat/", emergency.emergency, name="emergency"),
    path("darurat/kembali/", emergency.back, name="back"),
    path("<slug:section>/", dinas.edit, name="edit"),
]
