"""What is typed about somebody who sits on the other side of the counter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.ui.codes import SixDigits
from loket.foundation.ui.inputs import NUMBER, PhoneField
from loket.regions.models import Region
from loket.regions.queries import kecamatan_of
from loket.residents.actions.register_assisted import Told
from loket.residents.inputs import FullNameField, NikField, NomorKkField, kk_beside
from loket.residents.labels import NO_PHONE, ORIGINALS, RELATIONS
from loket.residents.models import PhoneOwner
from loket.tenants.scope import current_tenant


class FindForm(forms.Form):
    """Whose turn it is."""

    nik = NikField(
        label=_("NIK orang yang dilayani"),
        help_text=_("16 angka, ada di KTP atau KK"),
        error_messages={"required": _("Isi NIK orang yang dilayani, 16 angka.")},
    )


class OriginalsForm(forms.Form):
    """What the officer holds in his hands. Nothing goes on before person and papers were compared."""

    asli = forms.MultipleChoiceField(
        label=_("Sudah saya lihat dan cocokkan"),
        choices=list(ORIGINALS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cocokkan dulu orangnya dengan KTP atau KK asli, lalu centang.")},
    )


class CodeForm(forms.Form):
    """The digits the person read out."""

    kode = SixDigits(error_messages={"required": _("Isi kode 6 angka yang disebutkan orangnya.")})


class PersonForm(FindForm):
    """Somebody without an account. No e-mail is needed, and no phone of one's own (seeds S1-21, S1-22)."""

    no_kk = NomorKkField(error_messages={"required": _("Isi nomor KK, 16 angka.")})
    nama = FullNameField(
        autocomplete="off", error_messages={"required": _("Isi nama lengkap seperti di KTP atau KK.")}
    )
    desa = forms.ChoiceField(
        label=_("Desa atau kelurahan"),
        error_messages={
            "required": _("Pilih desa atau kelurahan."),
            "invalid_choice": _("Pilih desa atau kelurahan dari daftar."),
        },
    )
    hp = forms.ChoiceField(
        label=_("Nomor HP untuk kabar"),
        choices=[
            (PhoneOwner.OWN, _("Punya sendiri")),
            (PhoneOwner.RELATIVE, _("Pakai nomor keluarga")),
            (PhoneOwner.NONE, _("Tidak ada nomor, bukti dicetak")),
        ],
        initial=PhoneOwner.OWN,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih nomor HP siapa yang dipakai."),
            "invalid_choice": _("Pilih nomor HP siapa yang dipakai."),
        },
    )
    no_wa = PhoneField(required=False, widget=forms.TextInput({**NUMBER, "inputmode": "tel"}))
    hubungan = forms.ChoiceField(
        label=_("Pemilik nomor itu siapa"), required=False, choices=[("", _("Pilih…")), *RELATIONS.items()]
    )
    pemilik = forms.CharField(label=_("Nama pemilik nomor"), required=False, max_length=80)
    alasan_tanpa = forms.ChoiceField(
        label=_("Mengapa tidak ada nomor"), required=False, choices=[("", _("Pilih…")), *NO_PHONE.items()]
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("Alamat e-mail kurang lengkap. Contoh: nama@contoh.id.")},
    )
    field_order = (
        *("nik", "no_kk", "nama", "desa", "hp", "no_wa", "hubungan", "pemilik", "alasan_tanpa", "email"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desa"].choices = [("", _("Pilih…")), *_villages()]  # type: ignore[attr-defined]  # ChoiceField

    def clean_no_kk(self) -> str:
        """The digits; the NIK copied by mistake is refused."""
        return kk_beside(self.cleaned_data["no_kk"], nik=str(self.data.get("nik", "")))

    def clean(self) -> dict[str, Any]:
        """A number with its owner, or the reason why there is none."""
        cleaned = super().clean() or {}
        owner = cleaned.get("hp", "")
        if owner == PhoneOwner.NONE:
            self.errors.pop("no_wa", None)  # what was typed there does not count
            self._demand(cleaned, "alasan_tanpa", _("Pilih alasan mengapa tidak ada nomor HP."))
        elif owner:
            self._demand(cleaned, "no_wa", _("Isi nomor HP. Contoh: 0812 3456 7890."))
        if owner == PhoneOwner.RELATIVE:
            self._demand(cleaned, "hubungan", _("Pilih hubungan pemilik nomor dengan orang ini."))
            self._demand(cleaned, "pemilik", _("Isi nama pemilik nomor."))
        return cleaned

    def _demand(self, cleaned: dict[str, Any], name: str, sentence: Any) -> None:
        if not cleaned.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def told(self) -> Told:
        """What was typed, for the action; only of a valid form."""
        clean = self.cleaned_data
        owner = clean["hp"]
        lent, none = owner == PhoneOwner.RELATIVE, owner == PhoneOwner.NONE
        return Told(
            nik=clean["nik"], name=clean["nama"], nomor_kk=clean["no_kk"], village_code=clean["desa"],
            phone="" if none else clean["no_wa"], phone_owner=owner,
            phone_relation=clean["hubungan"] if lent else "", phone_holder=clean["pemilik"] if lent else "",
            no_phone_reason=clean["alasan_tanpa"] if none else "", email=clean.get("email", ""),
        )  # fmt: skip


class CounterPersonForm(PersonForm):
    """The same at the office's counter, where the originals are compared."""

    asli = forms.MultipleChoiceField(
        label=_("Sudah saya lihat dan cocokkan"),
        choices=list(ORIGINALS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _villages() -> Sequence[tuple[str, list[tuple[str, str]]]]:
    """Kecamatan of the kabupaten with their desa: two queries."""
    places = list(kecamatan_of(current_tenant().regency_id))
    inside: dict[str, list[tuple[str, str]]] = {place.code: [] for place in places}
    for desa in Region.objects.filter(parent__in=places).order_by("name"):
        inside[str(desa.parent_id)].append((desa.code, desa.name))
    return [(place.name, inside[place.code]) for place in places]
