"""What is typed about somebody who sits on the other side of the counter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.passports import Passport, readings
from loket.foundation.ui.codes import SixDigits
from loket.foundation.ui.inputs import NUMBER, PhoneField
from loket.regions.models import Region
from loket.regions.queries import kecamatan_of
from loket.residents.actions.register_assisted import Told
from loket.residents.inputs import FullNameField, NikField, NomorKkField, kk_beside
from loket.residents.labels import NO_PHONE, RELATIONS, originals_for
from loket.residents.models import PhoneOwner, StayPermit
from loket.residents.passport_inputs import PassportFields
from loket.tenants.scope import current_tenant


class SomebodyField(NikField):
    """A NIK, cleaned to its digits; or a passport with letters or with its country, cleaned to its signs."""

    def clean(self, value: Any) -> str:
        """What was typed without its separators, or the sentence that says what is wrong."""
        meant = readings(str(value or ""))
        if meant and not (meant[0].country + meant[0].number).isdigit():
            return meant[-1].country + meant[-1].number
        return super().clean(value)


_OF_PERSON: dict[str, Any] = {
    "label": _("NIK orang yang dilayani"),
    "error_messages": {"required": _("Isi NIK orang yang dilayani, 16 angka.")},
}


class FindForm(forms.Form):
    """Whose turn it is."""

    nik = SomebodyField(
        help_text=_(
            "16 angka, ada di KTP atau KK. Orang asing tanpa NIK: nomor paspor, misalnya NLD NX12B45C6"
        ),
        **_OF_PERSON,
    )


class OriginalsForm(forms.Form):
    """What the officer holds in his hands. Nothing goes on before person and papers were compared."""

    asli = forms.MultipleChoiceField(
        label=_("Sudah saya lihat dan cocokkan"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cocokkan dulu orangnya dengan KTP atau KK asli, lalu centang.")},
    )

    def __init__(self, *args: Any, is_foreigner: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(originals_for(is_foreigner=is_foreigner).items())
        self.fields["asli"].choices = choices  # type: ignore[attr-defined]  # a field of choices
        if is_foreigner:
            sentence = _("Cocokkan dulu orangnya dengan paspor asli, lalu centang.")
            self.fields["asli"].error_messages["required"] = sentence


class CodeForm(forms.Form):
    """The digits the person read out."""

    kode = SixDigits(error_messages={"required": _("Isi kode 6 angka yang disebutkan orangnya.")})


class _ReachedForm(forms.Form):
    """Name, place and phone of somebody. No e-mail is needed, and no phone of one's own (seeds S1-21, S1-22)."""

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
        *("nik", "no_kk", "negara", "paspor", "paspor_sampai", "nama", "izin", "desa"),
        *("hp", "no_wa", "hubungan", "pemilik", "alasan_tanpa", "email"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desa"].choices = [("", _("Pilih…")), *_villages()]  # type: ignore[attr-defined]  # ChoiceField

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
            **self.who(), name=clean["nama"], village_code=clean["desa"],
            phone="" if none else clean["no_wa"], phone_owner=owner,
            phone_relation=clean["hubungan"] if lent else "", phone_holder=clean["pemilik"] if lent else "",
            no_phone_reason=clean["alasan_tanpa"] if none else "", email=clean.get("email", ""),
        )  # fmt: skip

    def who(self) -> dict[str, Any]:
        """NIK and nomor KK, or the passport, as ``Told`` takes them; only of a valid form."""
        raise NotImplementedError


class PersonForm(_ReachedForm):
    """Somebody without an account."""

    nik = NikField(help_text=_("16 angka, ada di KTP atau KK"), **_OF_PERSON)
    no_kk = NomorKkField(error_messages={"required": _("Isi nomor KK, 16 angka.")})

    def clean_no_kk(self) -> str:
        """The digits; the NIK copied by mistake is refused."""
        return kk_beside(self.cleaned_data["no_kk"], nik=str(self.data.get("nik", "")))

    def who(self) -> dict[str, Any]:
        """By NIK."""
        return {"nik": self.cleaned_data["nik"], "nomor_kk": self.cleaned_data["no_kk"]}


class ForeignerForm(PassportFields, _ReachedForm):
    """The same of a foreigner without a NIK."""

    nama = FullNameField(
        autocomplete="off",
        help_text=_("Nama lengkap persis seperti di halaman data paspor"),
        error_messages={"required": _("Isi nama lengkap seperti di paspor.")},
    )
    izin = forms.ChoiceField(
        label=_("Izin tinggal"),
        choices=StayPermit.choices,
        initial=StayPermit.ITAS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih izin tinggalnya."),
            "invalid_choice": _("Pilih izin tinggalnya."),
        },
    )

    def who(self) -> dict[str, Any]:
        """By passport."""
        typed = self.cleaned_data
        return {
            "nik": "",
            "nomor_kk": "",
            "passport": Passport(typed["negara"], typed["paspor"]),
            "passport_until": date.fromisoformat(typed["paspor_sampai"]),
            "stay_permit": typed["izin"],
        }


def _seen(originals: dict[str, Any]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Sudah saya lihat dan cocokkan"),
        choices=list(originals.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class CounterPersonForm(PersonForm):
    """The same at the office's counter, where the originals are compared."""

    asli = _seen(originals_for(is_foreigner=False))


class CounterForeignerForm(ForeignerForm):
    """A foreigner at the office's counter."""

    asli = _seen(originals_for(is_foreigner=True))


def _villages() -> Sequence[tuple[str, list[tuple[str, str]]]]:
    """Kecamatan of the kabupaten with their desa: two queries."""
    places = list(kecamatan_of(current_tenant().regency_id))
    inside: dict[str, list[tuple[str, str]]] = {place.code: [] for place in places}
    for desa in Region.objects.filter(parent__in=places).order_by("name"):
        inside[str(desa.parent_id)].append((desa.code, desa.name))
    return [(place.name, inside[place.code]) for place in places]
