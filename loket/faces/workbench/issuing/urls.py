"""URLs of the issuing desk: production under cetak/, the counter under serah/."""

from django.urls import path

from . import counter, views

app_name = "issuing"
urlpatterns = [
    path("cetak/<str:reference>/mulai/", views.start, name="start"),
    path("cetak/<str:reference>/gagal/<int:position>/", views.fail, name="fail"),
    path("cetak/<str:reference>/tidak-terbit/<int:position>/", views.drop_output, name="drop"),
    path("cetak/<str:reference>/surel/", views.email_files_of, name="email_files"),
    path("cetak/<str:reference>/siap/", views.ready, name="ready"),
    path("cetak/<str:reference>/kirim/", views.send, name="send"),
    path("cetak/<str:reference>/sampai/", views.deliver, name="deliver"),
    path("cetak/<str:reference>/kembali/", views.bring_back, name="bring_back"),
    path("cetak/<str:reference>/selesai/", views.conclude, name="conclude"),
    path("serah/", counter.counter, name="counter"),
    path("serah/<str:reference>/", counter.hand_over_case, name="hand_over"),
]
