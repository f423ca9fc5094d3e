"""Addresses of the lists of looks."""

from django.urls import path

from . import views

app_name = "looks"

urlpatterns = [
    path("permohonan/<str:reference>/dibuka/", views.case, name="case"),
    path("akun/dibuka/", views.account, name="account"),
]
