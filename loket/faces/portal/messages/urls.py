"""Addresses of the check of messages."""

from django.urls import path

from . import views

app_name = "messages"

urlpatterns = [path("cek-pesan/", views.check, name="check")]
