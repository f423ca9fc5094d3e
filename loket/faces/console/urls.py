"""URLs of the console; every view behind the gate of this face. One line for each word."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "console"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("loket.faces.console.home.urls")),
    path("layanan/", include("loket.faces.console.catalogue.urls")),
    path("teks/", include("loket.faces.console.texts.urls")),
    path("pengaturan/", include("loket.faces.console.settings.urls")),
    path("halaman/", include("loket.faces.console.pages.urls")),
    path("pengumuman/", include("loket.faces.console.pages.announcement_urls")),
]
