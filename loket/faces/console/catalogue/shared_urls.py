"""URLs of what services share."""

from django.urls import path

from .views import shared

app_name = "shared"
urlpatterns = [
    path("", shared.parts, {"section": "shared_fields"}, name="home"),
    path("foto/", shared.parts, {"section": "documents"}, name="photos"),
    path("alasan/", shared.parts, {"section": "reasons"}, name="reasons"),
    path("<slug:section>/", shared.parts, name="list"),
    path("<slug:section>/baru/", shared.add, name="add"),
    path("<slug:section>/<slug:slug>/", shared.part, name="part"),
    path("<slug:section>/<slug:slug>/sisihkan/", shared.retire, name="retire"),
]
