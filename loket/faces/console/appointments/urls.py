"""Addresses of counters and their weeks."""

from django.urls import path

from . import views

app_name = "appointments"
urlpatterns = [
    path("", views.index, name="list"),
    path("baru/", views.add, name="add"),
    path("<uuid:public_id>/", views.edit, name="edit"),
    path("<uuid:public_id>/tutup/", views.closures, name="closures"),
    path("<uuid:public_id>/pindahkan/", views.move_away, name="move_away"),
    path("<uuid:public_id>/buka/<uuid:closure>/", views.reopen, name="reopen"),
]
