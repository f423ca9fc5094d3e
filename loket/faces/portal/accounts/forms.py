"""What residents type about themselves; the field names are the slugs of ``account_registration``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.accounts.rules import nik_words, require_good_password
from loket.foundation.kernel.errors import Refusal
from loket.foundation.ui.codes import SixDigits
from loket.foundation.ui.inputs import PhoneField, PresentPasswordField
from loket.regions.models import Region
from loket.residents.inputs import FullNameField, NikField, NomorKkField, kk_beside
from loket.residents.models import StayPermit
from loket.residents.passport_inputs import PassportFields
from loket.tenants.models import Tenant
from loket.tenants.scope import current_tenant

from .naming import LoginNameField


def personal_words(tenant: Tenant, *texts: str, nik: str = "") -> list[str]:
    """Words a password must not be built from: the person's own (a passport number too) and the office's."""
    return [
        *texts,
        *(nik_words(nik) if nik else []),
        tenant.name,
        tenant.short_name,
        "loket",
        "dukcapil",
        "disdukcapil",
    ]


def in_fours(digits: str) -> str:
    """A long number as people read it: groups of four."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


class NewPasswordField(forms.CharField):
    """A password chosen now: may be shown, pasted and managed; judged by the form, which knows the person."""

    def __init__(self, **options: Any) -> None:
        minimum = options.pop("minimum", 8)
        options.setdefault("label", _("Kata sandi baru"))
        options.setdefault(
            "help_text",
            _("Paling sedikit %(minimum)d huruf atau angka. Boleh kalimat pendek.") % {"minimum": minimum},
        )
        options.setdefault("error_messages", {"required": _("Buat kata sandi Anda.")})
        widget = forms.PasswordInput({"autocomplete": "new-password", "minlength": minimum})
        super().__init__(strip=False, widget=widget, **options)


class NikForm(forms.Form):
    """Surakarta, step 1 (seed S0-12)."""

    nik = NikField()


class IdentityForm(forms.Form):
    """Buleleng, step 1 (seed S3-17)."""

    nik = NikField()
    no_kk = NomorKkField()
    nama = FullNameField()

    def clean_no_kk(self) -> str:
        """The digits; the NIK copied by mistake is refused."""
        return kk_beside(self.cleaned_data["no_kk"], nik=str(self.data.get("nik", "")))


class PassportForm(PassportFields):
    """A foreigner's first step, in either profile (issue 3: passport-based applicants without NIK)."""


class ForeignerForm(forms.Form):
    """Buleleng, a foreigner's second step: name and permit, which an officer compares with the photos."""

    nama = FullNameField(
        help_text=_("Nama lengkap persis seperti di halaman data paspor"),
        error_messages={"required": _("Isi nama lengkap Anda seperti di paspor.")},
    )
    izin = forms.ChoiceField(
        label=_("Izin tinggal Anda di Indonesia"),
        choices=StayPermit.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih izin tinggal Anda."),
            "invalid_choice": _("Pilih salah satu izin tinggal di daftar."),
        },
    )


class ReachForm(forms.Form):
    """Phone and e-mail (seed S0-13); Surakarta, step 2."""

    no_wa = PhoneField(
        help_text=_("Kode dan kabar dikirim ke nomor ini"),
        error_messages={"required": _("Isi nomor HP Anda. Contoh: 0812 3456 7890.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={
            "required": _("Isi alamat e-mail Anda. Contoh: nama@contoh.id."),
            "invalid": _("Alamat e-mail kurang lengkap. Contoh: nama@contoh.id."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = current_tenant().email_required  # seed X-6: each dinas decides


class ContactForm(ReachForm):
    """Buleleng, step 2: WhatsApp, e-mail when there is one, own password (seed S3-17, S3-18)."""

    password = NewPasswordField(label=_("Kata sandi"))

    def __init__(
        self, *args: Any, minimum: int = 8, words: Sequence[str] = (), kept: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.minimum, self.words = minimum, words
        self.fields["no_wa"].label = _("Nomor WhatsApp")
        field = NewPasswordField(label=_("Kata sandi"), minimum=minimum, required=not kept)
        if kept:
            field.help_text = _("Sudah dibuat. Kosongkan kalau tidak mau diganti.")
        self.fields["password"] = field

    def clean(self) -> dict[str, Any]:
        """Judge the password beside the rest."""
        cleaned = super().clean() or {}
        password = cleaned.get("password", "")
        if password:
            judge_password(self, password, self.minimum, [*self.words, str(cleaned.get("no_wa", ""))[3:]])
        return cleaned


class PasswordForm(forms.Form):
    """A new password alone."""

    password = NewPasswordField()

    def __init__(self, *args: Any, minimum: int = 8, words: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.minimum, self.words = minimum, words
        self.fields["password"] = NewPasswordField(minimum=minimum)

    def clean(self) -> dict[str, Any]:
        """Judge it."""
        cleaned = super().clean() or {}
        if cleaned.get("password"):
            judge_password(self, cleaned["password"], self.minimum, self.words)
        return cleaned


class ChangePasswordForm(PasswordForm):
    """A new password for somebody who is logged in: the present one first."""

    lama = PresentPasswordField(
        label=_("Kata sandi sekarang"), error_messages={"required": _("Isi kata sandi yang sekarang.")}
    )
    field_order = ("lama", "password")


class CodeForm(forms.Form):
    """Six digits from a message."""

    kode = SixDigits(error_messages={"required": _("Isi kode 6 angka dari pesan.")})


class RecoverForm(forms.Form):
    """Whose password was forgotten: NIK, or passport where there is none."""

    nik = LoginNameField()

    def __init__(self, *args: Any, by_passport: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_passport:
            self.fields["nik"] = LoginNameField(by_passport=True)


class SignInForm(RecoverForm):
    """NIK or passport, and password (seed S0-16, S3-28)."""

    password = PresentPasswordField()


class DeclarationForm(forms.Form):
    """The one tick of the check page."""

    pernyataan = forms.BooleanField(
        label=_("Data dan foto ini benar milik saya."),
        error_messages={"required": _("Centang pernyataan ini dulu, lalu kirim.")},
    )


class ProfileForm(forms.Form):
    """What is still missing before the first application (settled: accounts)."""

    nama = FullNameField()
    no_kk = NomorKkField()
    desa = forms.ChoiceField(
        label=_("Desa atau kelurahan"),
        help_text=_("Tempat tinggal Anda sesuai KTP"),
        error_messages={
            "required": _("Pilih desa atau kelurahan Anda."),
            "invalid_choice": _("Pilih desa atau kelurahan dari daftar."),
        },
    )

    def __init__(
        self,
        *args: Any,
        nik: str,
        missing: set[str],
        villages: Sequence[tuple[Region, Sequence[Region]]],
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.nik = nik
        for name in {"nama", "no_kk"} - missing:
            del self.fields[name]
        if not nik:
            self.fields["desa"].help_text = _("Tempat tinggal Anda di sini")
            if "nama" in self.fields:
                self.fields["nama"].help_text = _("Nama lengkap persis seperti di halaman data paspor")
        groups = [(place.name, [(desa.code, desa.name) for desa in inside]) for place, inside in villages]
        self.fields["desa"].choices = [("", _("Pilih…")), *groups]  # type: ignore[attr-defined]  # ChoiceField

    def clean_no_kk(self) -> str:
        """As at registration."""
        return kk_beside(self.cleaned_data["no_kk"], nik=self.nik)


def judge_password(form: forms.Form, password: str, minimum: int, words: Sequence[str]) -> None:
    """Put the sentence about a weak password beside its field."""
    try:
        require_good_password(password, minimum=minimum, personal=words)
    except Refusal as refusal:
        form.add_error("password", forms.ValidationError(refusal.message, code=refusal.code))
