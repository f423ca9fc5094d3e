"""What a resident tells of somebody of the family."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.applications.surroundings import office_now
from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.values import Reading, read
from loket.foundation.formkit.widgets import DayInput
from loket.foundation.formkit.words import Words
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Nik
from loket.foundation.kernel.names import LONGEST_NAME
from loket.foundation.ui.inputs import checked
from loket.residents.actions.keep_member import Told
from loket.residents.inputs import FullNameField, NikField
from loket.residents.labels import FAMILY
from loket.residents.models import FamilyMember

_BORN = Field("lahir", Words("Tanggal lahir", "Date of birth"), "date", required=False)


class MemberForm(forms.Form):
    """One person; only the name and what the person is to the resident must be told."""

    nama = FullNameField(
        autocomplete="off",
        max_length=LONGEST_NAME,
        error_messages={"required": _("Isi nama lengkapnya seperti di KTP atau KK.")},
    )
    hubungan = forms.ChoiceField(
        label=_("Hubungan dengan Anda"),
        choices=[("", _("Pilih…")), *FAMILY.items()],
        error_messages={
            "required": _("Pilih hubungannya dengan Anda."),
            "invalid_choice": _("Pilih salah satu hubungan di daftar."),
        },
    )
    nik = NikField(
        help_text=_("16 angka, ada di KTP atau Kartu Keluarga. Kosongkan kalau belum punya."), required=False
    )
    lahir = forms.CharField(label=_("Tanggal lahir"), required=False, widget=DayInput())
    satu_kk = forms.BooleanField(label=_("Satu Kartu Keluarga dengan saya"), required=False)

    @classmethod
    def of(cls, member: FamilyMember) -> MemberForm:
        """The form with what is kept."""
        nik = Nik(str(member.nik), clock.now().date()).grouped if member.nik else ""
        return cls(
            initial={
                "nama": str(member.name),
                "hubungan": member.relation,
                "nik": nik,
                "lahir": str(member.birth_date),
                "satu_kk": member.same_kk,
            }
        )

    def clean_lahir(self) -> str:
        """ISO text, or nothing."""
        typed = self.cleaned_data["lahir"]
        return str(checked(lambda: read(_BORN, typed, Reading({}, office_now()))) or "") if typed else ""

    def told(self) -> Told:
        """What the action wants to know."""
        given = self.cleaned_data
        return Told(
            given["nama"], given["hubungan"], nik=given["nik"], birth_date=given["lahir"],
            same_kk=given["satu_kk"],
        )  # fmt: skip
