"""Addresses of a resident's appointments."""

from django.urls import path

from . import views

app_name = "appointments"

urlpatterns = [
    path("permohonan/<str:reference>/jadwal/", views.choose, name="choose"),
    path("jadwal/", views.index, name="index"),
    path("jadwal/pesan/<slug:purpose>/", views.begin, name="begin"),
    path("jadwal/<uuid:public_id>/", views.ticket, name="ticket"),
    path("jadwal/<uuid:public_id>/kalender.ics", views.calendar, name="calendar"),
    path("jadwal/<uuid:public_id>/ubah/", views.change, name="change"),
    path("jadwal/<uuid:public_id>/batal/", views.leave, name="leave"),
]
