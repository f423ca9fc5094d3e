"""URLs of the digest's switch."""

from django.urls import path

from . import views

app_name = "digest"
urlpatterns = [path("", views.choose, name="choose")]
