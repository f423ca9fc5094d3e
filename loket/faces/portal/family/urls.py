"""Addresses of the family list and of the locker."""

from django.urls import path

from . import locker, views

app_name = "family"

urlpatterns = [
    path("keluarga/", views.index, name="index"),
    path("keluarga/tambah/", views.add, name="add"),
    path("keluarga/<uuid:member>/", views.change, name="change"),
    path("keluarga/<uuid:member>/hapus/", views.forget, name="forget"),
    path("keluarga/dari/<str:reference>/", views.learn, name="learn"),
    path("berkas-saya/", locker.index, name="locker"),
    path("berkas-saya/<uuid:photo>/foto/", locker.photo, name="photo"),
    path("berkas-saya/<uuid:photo>/hapus/", locker.drop, name="drop"),
    path("berkas-saya/jawaban/<uuid:answers>/hapus/", locker.forget, name="forget_answers"),
]
