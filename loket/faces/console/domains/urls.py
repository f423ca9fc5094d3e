"""Addresses of web addresses."""

from django.urls import path

from . import views

app_name = "domains"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:key>/utama/", views.promote, name="promote"),
    path("<int:key>/hapus/", views.remove, name="remove"),
]
