"""URLs of the console; every view behind the gate of this face. One line for each word."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "console"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("loket.faces.console.home.urls")),
    path("layanan/", include("loket.faces.console.catalogue.urls")),
    path("penerbitan/", include("loket.faces.console.publishing.urls")),
    path("bersama/", include("loket.faces.console.catalogue.shared_urls")),
    path("teks/", include("loket.faces.console.texts.urls")),
    path("pengaturan/", include("loket.faces.console.settings.urls")),
    path("terjemahan/", include("loket.faces.console.translations.urls")),
    path("halaman/", include("loket.faces.console.pages.urls")),
    path("pengumuman/", include("loket.faces.console.pages.announcement_urls")),
    path("kantor/", include("loket.faces.console.offices.urls")),
    path("jam/", include("loket.faces.console.hours.urls")),
    path("jadwal/", include("loket.faces.console.appointments.urls")),
    path("wilayah/", include("loket.faces.console.zones.urls")),
    path("petugas/", include("loket.faces.console.staff.urls")),
    path("pendamping/", include("loket.faces.console.helping.urls")),
    path("tampilan/", include("loket.faces.console.branding.urls")),
    path("siak/", include("loket.faces.console.registry.urls")),
    path("kontak/", include("loket.faces.console.contacts.urls")),
    path("balasan/", include("loket.faces.console.replies.urls")),
    path("alamat/", include("loket.faces.console.domains.urls")),
    path("buka/", include("loket.faces.console.opening.urls")),
    path("catatan/", include("loket.faces.console.record.urls")),
    path("kesehatan/", include("loket.faces.console.health.urls")),
]
