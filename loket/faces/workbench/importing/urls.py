"""URLs of lists that are brought in."""

from django.urls import path

from .views import columns, listing, outcome

app_name = "importing"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("<uuid:public_id>/", outcome.show, name="show"),
    path("<uuid:public_id>/kolom/", columns.columns, name="columns"),
    path("<uuid:public_id>/jawaban/", columns.words, name="words"),
    path("<uuid:public_id>/masukkan/", outcome.bring_in, name="bring_in"),
    path("<uuid:public_id>/tarik/", outcome.undo, name="undo"),
    path("<uuid:public_id>/buang/", outcome.drop, name="drop"),
    path("<uuid:public_id>/perbaikan/", outcome.faulty, name="faulty"),
]
