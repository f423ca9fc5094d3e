"""URLs of publication."""

from django.urls import path

from .views import files, many, review, updates, versions

app_name = "publishing"
urlpatterns = [
    path("", review.waiting, name="list"),
    path("aturan/", review.rule, name="rule"),
    path("semua/", many.show, name="many"),
    path("semua/putuskan/", many.decide, name="decide_many"),
    path("semua/bagian/", many.again, name="again"),
    path("layanan/<slug:code>/", review.show, name="show"),
    path("layanan/<slug:code>/minta/", review.ask, name="ask"),
    path("layanan/<slug:code>/tarik/", review.withdraw, name="withdraw"),
    path("layanan/<slug:code>/terbitkan/", review.publish, name="publish"),
    path("layanan/<slug:code>/gabungkan/", review.merge, name="merge"),
    path("layanan/<slug:code>/hp/", versions.preview, name="preview"),
    path("layanan/<slug:code>/coba/", versions.try_out, name="try_out"),
    path("layanan/<slug:code>/versi/", versions.listing, name="versions"),
    path("layanan/<slug:code>/versi/<int:number>/", versions.show, name="version"),
    path("layanan/<slug:code>/versi/<int:number>/kembali/", versions.restore, name="restore"),
    path("layanan/<slug:code>/berkas/", files.download_one, name="download_one"),
    path("berkas/", files.show, name="files"),
    path("berkas/unduh/", files.download, name="download"),
    path("berkas/periksa/", files.check, name="check"),
    path("berkas/ambil/", files.take, name="take"),
    path("pembaruan/", updates.listing, name="updates"),
    path("pembaruan/<slug:code>/", updates.show, name="update"),
    path("pembaruan/<slug:code>/putuskan/", updates.decide, name="decide"),
]
