"""Addresses of the public pages."""

from django.urls import path

from . import samples, views

app_name = "catalogue"

urlpatterns = [
    path("", views.home, name="home"),
    path("layanan/", views.services, name="services"),
    path("layanan/pilih/", views.choose, name="choose"),
    path("layanan/pilih/<path:way>/", views.choose, name="choose_on"),
    path("layanan/<slug:code>/", views.service, name="service"),
    path("contoh-foto/<uuid:photo>/", samples.sample, name="sample"),
    path("kantor/", views.offices, name="offices"),
    path("bantuan/", views.help_page, name="help"),
    path("privasi/", views.privacy, name="privacy"),
]
