"""Addresses of the helpers' administration."""

from django.urls import path

from . import views

app_name = "helping"
urlpatterns = [
    path("", views.index, name="list"),
    path("baru/", views.invite, name="invite"),
    path("<int:pk>/", views.edit, name="edit"),
]
