"""Addresses of the shell; all of them are open to everyone."""

from django.urls import path

from . import views

app_name = "shell"

urlpatterns = [
    path("bahasa/", views.choose_language, name="language"),
    path("huruf/", views.choose_letters, name="letters"),
    path("luring/", views.offline, name="offline"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("ui/", views.living_page, name="living_page"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
