"""URLs of the pages."""

from django.urls import path

from . import views

app_name = "pages"
urlpatterns = [path("halaman/<slug:slug>/", views.page, name="page")]
