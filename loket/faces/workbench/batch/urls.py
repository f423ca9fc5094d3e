"""URLs of orders over many cases."""

from django.urls import path

from . import views

app_name = "batch"
urlpatterns = [
    path("", views.index, name="list"),
    path("pilih/", views.choose, name="choose"),
    path("mulai/", views.start, name="start"),
    path("<uuid:batch_id>/", views.progress, name="progress"),
    path("<uuid:batch_id>/henti/", views.stop, name="stop"),
]
