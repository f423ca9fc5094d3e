"""Addresses of officers and invitations."""

from django.urls import path

from . import identity, leaving, views

app_name = "staff"
urlpatterns = [
    path("", views.index, name="list"),
    path("undang/", views.invite, name="invite"),
    path("undangan/<uuid:public_id>/ulang/", views.invite_anew, name="invite_again"),
    path("undangan/<uuid:public_id>/batal/", views.withdraw, name="withdraw"),
    path("<uuid:public_id>/", views.edit, name="edit"),
    path("<uuid:public_id>/nik/", identity.note, name="identity"),
    path("<uuid:public_id>/keluar/", leaving.deactivate, name="deactivate"),
    path("<uuid:public_id>/kembali/", leaving.reactivate, name="reactivate"),
    path("<uuid:public_id>/autentikator/", leaving.reset, name="reset"),
]
