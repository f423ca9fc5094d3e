"""Addresses of officers' log in and of the account queue."""

from django.urls import path

from .views import attach_nik, beside, invitation, phone, queue, sign_in, standing

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
    path("akun/pantau/", standing.watch, name="watch"),
    path("akun/<uuid:public_id>/", queue.case, name="case"),
    path("akun/<uuid:public_id>/putuskan/", queue.decide, name="decide"),
    path("akun/<uuid:public_id>/perbaikan/", queue.return_item, name="return"),
    path("akun/<uuid:public_id>/tolak/", queue.cancel, name="cancel"),
    path("akun/<uuid:public_id>/foto/", queue.photos, name="photos"),
    path("akun/<uuid:public_id>/foto/<slug:slug>/", queue.paper, name="paper"),
    path("akun/<uuid:public_id>/serupa/", beside.beside, name="beside"),
    path("akun/<uuid:public_id>/siak/", standing.ask_register, name="ask_register"),
    path("akun/<uuid:public_id>/bekukan/", standing.freeze, name="freeze"),
    path("akun/<uuid:public_id>/buka/", standing.unfreeze, name="unfreeze"),
    path("akun/<uuid:public_id>/nik/", attach_nik.attach_nik, name="attach_nik"),
    path("akun/<uuid:public_id>/nomor/", phone.number, name="number"),
    path("akun/<uuid:public_id>/nomor/kode/", phone.code, name="number_code"),
    path("akun/<uuid:public_id>/nomor/pasang/", phone.confirm, name="number_confirm"),
    path("akun/<uuid:public_id>/nomor/kembalikan/", phone.take_back, name="number_back"),
    path("akun/<uuid:public_id>/nomor/foto/<slug:slug>/", phone.face, name="face"),
]
