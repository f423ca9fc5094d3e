"""Addresses of the look of the dinas."""

from django.urls import path

from . import views

app_name = "branding"
urlpatterns = [
    path("", views.edit, name="edit"),
    path("logo/", views.logo, name="logo"),
    path("logo/hapus/", views.remove_logo, name="remove_logo"),
]
