"""Addresses of the shell; all of them are open to everyone."""

from django.urls import path

from . import branding, views

app_name = "shell"

urlpatterns = [
    path("bahasa/", views.choose_language, name="language"),
    path("huruf/", views.choose_letters, name="letters"),
    path("luring/", views.offline, name="offline"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("ui/", views.living_page, name="living_page"),
    path("merek/<int:version>.css", branding.colours, name="colours"),
    path("merek/logo-<int:version>.jpg", branding.logo, name="logo"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
