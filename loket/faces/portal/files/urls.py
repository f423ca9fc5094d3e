"""URLs of resumable uploads."""

from django.urls import path

from . import views

app_name = "files"

urlpatterns = [
    path("unggah/<slug:key>/", views.upload, name="upload"),
]
