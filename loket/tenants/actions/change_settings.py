"""What an administrator may switch: how the present dinas works, each value for this dinas alone (X-1 … X-11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal

from ..models import Tenant
from ..queries import forget_hosts
from ..scope import current_tenant

#: Columns that are settings; identity, hosts, contacts and looks have actions of their own.
SETTINGS = frozenset(
    {
        *("notify_channels", "optional_message_kinds", "silent_message_kinds"),
        *("registration_profile", "proves_phone", "email_required", "password_min"),
        *("two_person_rule", "clock_rule", "same_day_target", "intake_opens", "intake_closes"),
        *("handover_rule", "handover_note", "handover_note_en", "visit_notice", "visit_notice_en"),
        *("delivery_options", "routes_by_zone", "names_officers"),
        *("return_days", "visit_days", "unclaimed_days", "complaint_days"),
        *("banner_text", "banner_text_en", "banner_from", "banner_until"),
    }
)
#: No dinas may ask for less, nor for more than people can remember.
SHORTEST_PASSWORD, LONGEST_MINIMUM = 8, 32
_PHONE = frozenset({"sms", "whatsapp"})


class SettingRefused(Refusal):
    """The value cannot be; ``field`` is the column it is about."""

    default_code = "setting"
    default_status = 422


def change_settings(values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Set the columns given (of ``SETTINGS``); returns those that changed, each (before, after).

    Locks the dinas' row. Raises ``SettingRefused`` for values that do not go together, ``KeyError`` for a
    column that is no setting.
    """
    unknown = set(values) - SETTINGS
    if unknown:
        raise KeyError(sorted(unknown)[0])
    tenant = Tenant.objects.select_for_update(of=("self",)).get(pk=current_tenant().pk)
    before = {name: getattr(tenant, name) for name in values}
    for name, value in values.items():
        setattr(tenant, name, value)
    _check(tenant)
    changed = {name: (before[name], values[name]) for name in values if before[name] != values[name]}
    if changed:
        tenant.save(update_fields=sorted(changed))
        forget_hosts()
        transaction.on_commit(forget_hosts)  # a request beside this one may have read the old row again
    return changed


def _check(tenant: Tenant) -> None:
    if not _PHONE & set(tenant.notify_channels):
        raise SettingRefused(
            _("Pilih SMS atau WhatsApp juga. Kode masuk dikirim ke nomor HP."), field="notify_channels"
        )
    if not tenant.delivery_options:
        raise SettingRefused(_("Pilih paling sedikit satu cara menerima dokumen."), field="delivery_options")
    if not SHORTEST_PASSWORD <= tenant.password_min <= LONGEST_MINIMUM:
        raise SettingRefused(_("Panjang kata sandi antara 8 dan 32."), field="password_min")
    if (tenant.intake_opens is None) != (tenant.intake_closes is None):
        raise SettingRefused(_("Isi jam mulai dan jam selesai, atau pilih 24 jam."), field="intake_closes")
    if tenant.intake_opens is not None and tenant.intake_opens == tenant.intake_closes:
        raise SettingRefused(_("Jam mulai dan jam selesai tidak boleh sama."), field="intake_closes")
    if tenant.banner_from and tenant.banner_until and tenant.banner_until < tenant.banner_from:
        raise SettingRefused(_("Tanggal selesai lebih awal daripada tanggal mulai."), field="banner_until")
    if (tenant.banner_text_en or tenant.banner_from or tenant.banner_until) and not tenant.banner_text:
        raise SettingRefused(_("Tulis dulu isi spanduk dalam bahasa Indonesia."), field="banner_text")
