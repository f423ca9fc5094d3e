"""Addresses of registration, log in and account."""

from django.urls import path

from .views import account, recover, register, register_check, register_code, sign_in

app_name = "accounts"

urlpatterns = [
    path("daftar/", register.register, name="register"),
    path("daftar/periksa/", register_check.check, name="register_check"),
    path("daftar/kode/", register_code.code, name="register_code"),
    path("daftar/selesai/", register_check.registered, name="registered"),
    path("daftar/foto/<slug:slug>/", register_check.draft_photo, name="draft_photo"),
    path("daftar/<slug:slug>/", register.register, name="register_step"),
    path("masuk/", sign_in.sign_in, name="sign_in"),
    path("masuk/lanjutkan/", sign_in.continue_form, name="continue"),
    path("keluar/", sign_in.sign_out, name="sign_out"),
    path("lupa/", recover.recover, name="recover"),
    path("lupa/kode/", recover.recover_code, name="recover_code"),
    path("lupa/kata-sandi/", recover.recover_password, name="recover_password"),
    path("akun/", account.home, name="home"),
    path("akun/lengkapi/", account.complete, name="complete"),
    path("akun/perbaikan/", account.repair, name="repair"),
    path("akun/kata-sandi/", account.password, name="password"),
    path("akun/keluar-semua/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("akun/foto/<slug:slug>/", account.paper, name="paper"),
]
