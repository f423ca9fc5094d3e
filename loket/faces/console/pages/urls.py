"""URLs of the pages; announcements have the same at their own root."""

from django.urls import path

from . import views
from .subject import PAGE, Subject


def patterns(subject: Subject) -> list[object]:
    """The addresses of one kind of writing."""
    what = {"subject": subject}
    return [
        path("", views.notices, what, name="list"),
        path("baru/", views.new, what, name="new"),
        path("lihat/", views.preview, what, name="preview"),
        path("<uuid:public_id>/", views.edit, what, name="edit"),
        path("<uuid:public_id>/geser/", views.move, what, name="move"),
        path("<uuid:public_id>/hapus/", views.remove, what, name="remove"),
    ]


app_name = "pages"
urlpatterns = patterns(PAGE)
