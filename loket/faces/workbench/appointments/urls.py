"""Addresses of the day's appointments."""

from django.urls import path

from . import views

app_name = "appointments"

urlpatterns = [
    path("", views.today, name="today"),
    path("tiket/", views.scan, name="scan"),
    path("panggil/", views.call, name="call"),
    path("tanpa-janji/", views.join, name="walk_in"),
    path("pesan/", views.book_person, name="book_person"),
    path("pesan/<str:reference>/", views.book_case, name="book_case"),
    path("<uuid:public_id>/pindah/", views.shift, name="move"),
    path("<uuid:public_id>/<slug:deed>/", views.attend, name="attend"),
]
