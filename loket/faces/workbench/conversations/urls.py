"""URLs of the desk's conversations."""

from django.urls import path

from . import views

app_name = "conversations"
urlpatterns = [
    path("pesan/", views.index, name="index"),
    path("permohonan/<str:reference>/pesan/", views.answer, name="answer"),
    path("permohonan/<str:reference>/pesan/dibaca/", views.read, name="read"),
    path("permohonan/<str:reference>/pesan/<int:post_id>/foto/", views.photo, name="photo"),
]
