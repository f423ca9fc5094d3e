"""URLs of the builder."""

from django.urls import path

from .views import admission, builder, flow, listing

app_name = "catalogue"
urlpatterns = [
    path("", listing.services, name="list"),
    path("baru/", listing.create, name="create"),
    path("<slug:code>/", builder.show, name="builder"),
    path("<slug:code>/alur/", flow.flow, name="flow"),
    path("<slug:code>/kuota/", admission.admission, name="admission"),
    path("<slug:code>/salin/", listing.copy, name="copy"),
    path("<slug:code>/ubah/<str:element>/", builder.save, name="save"),
    path("<slug:code>/tindak/", builder.act, name="act"),
    path("<slug:code>/urungkan/<int:change>/", builder.take_back, name="take_back"),
]
