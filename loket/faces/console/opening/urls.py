"""Addresses of the opening checklist."""

from django.urls import path

from . import views

app_name = "opening"
urlpatterns = [
    path("", views.show, name="show"),
    path("selesai/<slug:key>/", views.done, name="done"),
    path("buka/", views.go_public, name="go_public"),
]
