"""URLs of the health page."""

from django.urls import path

from . import views

app_name = "health"
urlpatterns = [
    path("", views.health, name="show"),
    path("kirim-lagi/<uuid:key>/", views.again, name="again"),
    path("kirim-lagi/", views.all_again, name="all_again"),
]
