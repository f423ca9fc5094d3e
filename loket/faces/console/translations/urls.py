"""URLs of the translations."""

from django.urls import path

from . import views

app_name = "translations"
urlpatterns = [
    path("", views.translations, name="list"),
    path("simpan/", views.save, name="save"),
]
