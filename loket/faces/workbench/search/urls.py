"""URLs of the search."""

from django.urls import path

from . import views

app_name = "search"
urlpatterns = [
    path("cari/", views.search, name="search"),
    path("warga/<uuid:public_id>/", views.person, name="person"),
    path("permohonan/<str:reference>/warga/", views.subject, name="subject"),
]
