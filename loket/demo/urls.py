"""URLs of the demo, beside those of a dinas."""

from django.urls import path

from . import views

app_name = "demo"

urlpatterns = [
    path("contoh/", views.sample, name="sample"),
    path("contoh/akun.json", views.accounts_json, name="accounts"),
    path("contoh/pesan.json", views.messages_json, name="messages"),
]
