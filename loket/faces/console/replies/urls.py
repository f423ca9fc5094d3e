"""Addresses of the ready replies."""

from django.urls import path

from . import views

app_name = "replies"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:public_id>/hapus/", views.drop, name="drop"),
]
