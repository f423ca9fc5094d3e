"""URLs of tables that a worker writes."""

from django.urls import path

from . import views

app_name = "export"
urlpatterns = [
    path("", views.index, name="list"),
    path("<uuid:export_id>/", views.progress, name="progress"),
    path("<uuid:export_id>/ambil/", views.fetch, name="fetch"),
]
