"""Addresses of offices."""

from django.urls import path

from . import views

app_name = "offices"
urlpatterns = [
    path("", views.index, name="list"),
    path("baru/", views.edit, name="add"),
    path("<slug:slug>/", views.edit, name="edit"),
    path("<slug:slug>/hapus/", views.remove, name="remove"),
]
