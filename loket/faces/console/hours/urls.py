"""Addresses of working hours and free days."""

from django.urls import path

from . import views

app_name = "hours"
urlpatterns = [
    path("", views.week, name="week"),
    path("libur/", views.holidays, name="holidays"),
    path("libur/muat/", views.load, name="load"),
    path("libur/<int:key>/hapus/", views.remove, name="remove"),
]
