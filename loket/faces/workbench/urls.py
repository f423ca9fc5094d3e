"""URLs of the workbench; every view behind the gate of this face."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "workbench"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("loket.faces.workbench.desk.urls")),
    path("", include("loket.faces.workbench.accounts.urls")),
    path("", include("loket.faces.workbench.search.urls")),
    path("", include("loket.faces.workbench.conversations.urls")),
    path("", include("loket.faces.workbench.complaints.urls")),
    path("permohonan/", include("loket.faces.workbench.applications.urls")),
    path("", include("loket.faces.workbench.issuing.urls")),
    path("", include("loket.faces.workbench.counter.urls")),
    path("jadwal/", include("loket.faces.workbench.appointments.urls")),
    path("sekaligus/", include("loket.faces.workbench.batch.urls")),
    path("unduhan/", include("loket.faces.workbench.export.urls")),
    path("gangguan/", include("loket.faces.workbench.outage.urls")),
    path("daftar/", include("loket.faces.workbench.importing.urls")),
    path("ringkasan/", include("loket.faces.workbench.digest.urls")),
    path("rekap/", include("loket.faces.workbench.reports.urls")),
]
