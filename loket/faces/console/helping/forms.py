"""The terms of a helper, and the invitation of a new one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.catalogue.queries import offers
from loket.foundation.ui.inputs import PhoneField
from loket.intake.models import HelperKind, HelperTerms
from loket.staff.labels import ROLES

from ..plain_forms import PlainForm
from ..staff.forms import new_user_name

_MOST_A_DAY = 200


class TermsForm(PlainForm):
    """Where the helper sits, how many applications a day, which services."""

    kind = forms.ChoiceField(label=_("Tempat"), choices=HelperKind.choices)
    place = forms.CharField(
        label=_("Nama tempat"),
        max_length=80,
        help_text=_("Tampil kepada warga: “Dibantu oleh …”"),
        error_messages={"required": _("Isi nama tempat, misalnya Kantor Desa Lokapaksa.")},
    )
    daily_limit = forms.IntegerField(
        label=_("Paling banyak permohonan sehari"),
        min_value=1,
        max_value=_MOST_A_DAY,
        initial=20,
        error_messages={
            "required": _("Isi angka 1 sampai 200."),
            "invalid": _("Isi angka 1 sampai 200."),
            "min_value": _("Isi angka 1 sampai 200."),
            "max_value": _("Isi angka 1 sampai 200."),
        },
    )
    services = forms.MultipleChoiceField(
        label=_("Layanan yang boleh dibantu"),
        required=False,
        help_text=_("Kosong berarti semua layanan daring"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, str(one.card.title)) for one in offers() if one.is_online]
        self.fields["services"].choices = choices  # type: ignore[attr-defined]  # a choice field


class EditTermsForm(TermsForm):
    """The same, and whether it is shut for now."""

    suspended = forms.BooleanField(label=_("Tutup aksesnya untuk sementara"), required=False)


class InviteHelperForm(TermsForm):
    """A new helper: the link goes to the phone or the e-mail address, as for officers."""

    name = forms.CharField(
        label=_("Nama"), max_length=60, error_messages={"required": _("Isi nama pendamping.")}
    )
    username = new_user_name(error_messages={"required": _("Isi nama pengguna.")})
    phone = PhoneField(
        label=_("Nomor WhatsApp"), max_length=20, required=False, widget=forms.TextInput({"inputmode": "tel"})
    )
    email = forms.EmailField(label=_("Alamat e-mail"), max_length=254, required=False)
    role = forms.ChoiceField(
        label=_("Peran"), choices=[(slug, ROLES[slug]) for slug in ("operator_desa", "pendamping")]
    )
    field_order = ("name", "username", "phone", "email", "role", "kind", "place", "daily_limit", "services")


def values_of(terms: HelperTerms) -> dict[str, Any]:
    """What the form shows of a helper."""
    return {
        "kind": terms.kind,
        "place": terms.place,
        "daily_limit": terms.daily_limit,
        "services": list(terms.services),
        "suspended": terms.suspended_at is not None,
    }
