"""URLs of the record."""

from django.urls import path

from . import views

app_name = "record"
urlpatterns = [
    path("", views.entries, name="list"),
    path("ekspor/", views.export, name="export"),
]
