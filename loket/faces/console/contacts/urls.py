"""Address of the contacts."""

from django.urls import path

from . import views

app_name = "contacts"
urlpatterns = [path("", views.edit, name="edit")]
