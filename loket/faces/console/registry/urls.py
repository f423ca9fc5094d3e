"""Addresses of the register's settings and of the rules."""

from django.urls import path

from . import views

app_name = "registry"
urlpatterns = [
    path("", views.edit, name="edit"),
    path("catatan/", views.journal, name="journal"),
    path("aturan/", views.rules, name="rules"),
    path("aturan/<slug:code>/", views.rule, name="rule"),
]
