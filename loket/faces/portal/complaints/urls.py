"""Addresses of complaints; the short one stands in messages."""

from django.urls import path

from .views import following, writing

app_name = "complaints"

urlpatterns = [
    path("aduan/", writing.new, name="new"),
    path("aduan/cek/", following.track, name="track"),
    path("aduan/saya/", following.mine, name="mine"),
    path("aduan/<str:reference>", following.short_link, name="short_link"),
    path("aduan/<str:reference>/", following.show, name="show"),
    path("aduan/<str:reference>/terkirim/", writing.sent, name="sent"),
    path("aduan/<str:reference>/balas/", following.reply, name="reply"),
    path("aduan/<str:reference>/nilai/", following.rate, name="rate"),
]
