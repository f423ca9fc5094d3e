"""Addresses of the operator's pages."""

from django.urls import path

from . import asking, views

app_name = "tenants"
urlpatterns = [
    path("", views.index, name="index"),
    path("dinas/baru/", views.open_one, name="open"),
    path("dinas/<slug:slug>/", views.show, name="show"),
    path("dinas/<slug:slug>/buka/", views.go_public, name="go_public"),
    path("dinas/<slug:slug>/tutup/", views.close, name="close"),
    path("dinas/<slug:slug>/buka-lagi/", views.reopen, name="reopen"),
    path("dinas/<slug:slug>/administrator/", views.invite, name="invite"),
    path("permintaan/<uuid:public_id>/tolak/", views.decline, name="decline"),
    path("permintaan/setelan/", views.settle_requests, name="settle_requests"),
    path("catatan/", views.record, name="record"),
    path("minta/", asking.ask, name="ask"),
    path("minta/terkirim/", asking.asked, name="asked"),
]
