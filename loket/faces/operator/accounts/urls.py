"""Addresses of operators' log in."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("masuk/", views.sign_in, name="sign_in"),
    path("masuk/kode/", views.second_factor, name="second_factor"),
    path("masuk/kode/qr.svg", views.enrolment_picture, name="enrolment_picture"),
    path("keluar/", views.sign_out, name="sign_out"),
]
