"""URLs of the conversation inside a case."""

from django.urls import path

from . import views

app_name = "conversations"
urlpatterns = [
    path("permohonan/<str:reference>/tanya/", views.talk, name="talk"),
    path("permohonan/<str:reference>/tanya/<int:post_id>/foto/", views.photo, name="photo"),
]
