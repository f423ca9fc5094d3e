"""Addresses of officers' log in and of the account queue."""

from django.urls import path

from .views import invitation, queue, sign_in

app_name = "accounts"

urlpatterns = [
    path("masuk/", sign_in.sign_in, name="sign_in"),
    path("masuk/kode/", sign_in.second_factor, name="second_factor"),
    path("masuk/kode/qr.svg", sign_in.enrolment_picture, name="enrolment_picture"),
    path("masuk/pemulihan/", sign_in.recovery, name="recovery"),
    path("undangan/<str:token>/", invitation.accept, name="invitation"),
    path("keluar/", sign_in.sign_out, name="sign_out"),
    path("saya/", sign_in.profile, name="profile"),
    path("saya/kata-sandi/", sign_in.password, name="password"),
    path("saya/kode-pemulihan/", sign_in.new_recovery_codes, name="new_recovery_codes"),
    path("saya/keluar-semua/", sign_in.sign_out_everywhere, name="sign_out_everywhere"),
    path("akun/", queue.queue, name="queue"),
    path("akun/urungkan/<uuid:step_id>/", queue.undo, name="undo"),
    path("akun/<uuid:public_id>/", queue.case, name="case"),
    path("akun/<uuid:public_id>/putuskan/", queue.decide, name="decide"),
    path("akun/<uuid:public_id>/perbaikan/", queue.return_item, name="return"),
    path("akun/<uuid:public_id>/tolak/", queue.cancel, name="cancel"),
    path("akun/<uuid:public_id>/foto/", queue.photos, name="photos"),
    path("akun/<uuid:public_id>/foto/<slug:slug>/", queue.paper, name="paper"),
]
