"""URLs of outages."""

from django.urls import path

from . import views

app_name = "outage"
urlpatterns = [
    path("", views.show, name="show"),
    path("nyatakan/", views.declare, name="declare"),
    path("<uuid:outage_id>/pulih/", views.end, name="end"),
]
