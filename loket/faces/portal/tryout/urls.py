"""Addresses of trying out; the word in them is the administrator's pass."""

from django.urls import path

from . import views

app_name = "tryout"

urlpatterns = [
    path("coba/<str:word>/", views.tryout, name="begin"),
    path("coba/<str:word>/tanda/", views.revision, name="revision"),
    path("coba/<str:word>/<slug:key>/", views.tryout, name="step"),
]
