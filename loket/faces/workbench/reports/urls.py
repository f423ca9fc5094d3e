"""URLs of the recap."""

from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("", views.recap, name="recap"),
    path("excel/", views.sheet, name="sheet"),
    path("cetak/", views.printed, name="printed"),
    path("daftar/<slug:column>/<str:first>/<str:last>/", views.behind, name="behind"),
    path("bentuk/", views.layout, name="layout"),
]
