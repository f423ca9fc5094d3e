"""URLs for machines: whether the process lives and whether the house can serve."""

from django.urls import path

from . import views

app_name = "hooks"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
