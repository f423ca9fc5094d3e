"""What officers type at log in and when they decide about an account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.accounts.rules import OFFICER_PASSWORD_MIN, require_good_password
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone
from loket.foundation.ui.codes import SixDigits
from loket.foundation.ui.inputs import PhoneField, PresentPasswordField, UserNameField
from loket.residents.labels import CANCEL_REASONS, FREEZE_REASONS, items_for, reasons_for


class SignInForm(forms.Form):
    """User name and password."""

    username = UserNameField()
    password = PresentPasswordField()


class CodeForm(forms.Form):
    """Six digits of the authenticator app."""

    kode = SixDigits(
        help_text=_("Dari aplikasi autentikator di HP Anda"),
        error_messages={"required": _("Isi kode 6 angka dari aplikasi autentikator.")},
    )


class RecoveryForm(forms.Form):
    """One of the ten recovery codes."""

    kode = forms.CharField(
        label=_("Kode pemulihan"),
        help_text=_("Salah satu dari 10 kode yang Anda simpan. Tiap kode berlaku satu kali."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Isi satu kode pemulihan.")},
    )


class ChangePasswordForm(forms.Form):
    """Present password and a new one of at least twelve characters."""

    lama = PresentPasswordField(
        label=_("Kata sandi sekarang"),
        error_messages={"required": _("Isi kata sandi yang sekarang.")},
    )
    password = forms.CharField(
        label=_("Kata sandi baru"),
        help_text=_("Paling sedikit 12 huruf atau angka. Boleh kalimat pendek."),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "minlength": OFFICER_PASSWORD_MIN}),
        error_messages={"required": _("Buat kata sandi baru.")},
    )

    def __init__(self, *args: Any, words: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def clean_password(self) -> str:
        """Judge it as for every officer."""
        password: str = self.cleaned_data["password"]
        try:
            require_good_password(password, minimum=OFFICER_PASSWORD_MIN, personal=self.words)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from None
        return password


class ReturnForm(forms.Form):
    """One item, one listed reason, one sentence (screen O5)."""

    alasan = forms.ChoiceField(
        label=_("Alasan"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasan perbaikan.")},
    )
    bagian = forms.ChoiceField(
        label=_("Bagian yang perlu diperbaiki"),
        widget=forms.RadioSelect,
        required=False,
    )
    catatan = forms.CharField(
        label=_("Catatan untuk warga"),
        help_text=_("Tampil di halaman akun warga, tidak ikut di pesan."),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, is_foreigner: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = [(one.key, one.officer) for one in reasons_for(is_foreigner=is_foreigner)]
        self.fields["alasan"].choices = reasons  # type: ignore[attr-defined]  # ChoiceField
        items = list(items_for(is_foreigner=is_foreigner).items())
        self.fields["bagian"].choices = items  # type: ignore[attr-defined]  # ChoiceField


def _office_note(**options: Any) -> forms.CharField:
    """What stays in the history of the office."""
    box = forms.Textarea({"rows": 3})
    return forms.CharField(label=_("Catatan kantor"), max_length=300, widget=box, **options)


class CancelForm(forms.Form):
    """A listed reason; the note stays in the history."""

    alasan = forms.ChoiceField(
        label=_("Alasan penolakan"),
        choices=[(reason.code, reason.officer) for reason in CANCEL_REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasan penolakan.")},
    )
    catatan = _office_note(required=False)


class FreezeForm(forms.Form):
    """Why nobody may log in to the account for now; reason and note stay with the office."""

    alasan = forms.ChoiceField(
        label=_("Alasan pembekuan"),
        choices=[(reason.code, reason.officer) for reason in FREEZE_REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih alasan pembekuan.")},
    )
    catatan = _office_note(required=False)


class UnfreezeForm(forms.Form):
    """What the second officer saw."""

    catatan = _office_note(error_messages={"required": _("Tulis mengapa akun boleh dibuka, satu kalimat.")})


class NewPhoneForm(forms.Form):
    """The number that takes the lost phone's place."""

    no_wa = PhoneField(
        label=_("Nomor HP yang baru"),
        help_text=_("Kode 6 angka dikirim ke nomor ini. Minta warga membacakannya."),
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"required": _("Isi nomor HP yang baru.")},
    )

    def clean_no_wa(self) -> Phone:
        """The number as a value."""
        return Phone.parse(self.cleaned_data["no_wa"])


class CodeToNewPhoneForm(forms.Form):
    """Six digits from the new phone."""

    kode = SixDigits(
        help_text=_("Dibacakan warga dari HP yang baru"),
        error_messages={"required": _("Isi kode 6 angka yang dibacakan warga.")},
    )
