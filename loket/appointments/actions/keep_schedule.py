"""The week of one counter is set or changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.tenants.models import Office

from .. import labels
from ..models import Schedule

#: The shortest and longest slot, and the most people one takes: beyond these a figure is a slip of the finger.
MINUTES, MOST_PEOPLE, FARTHEST_DAYS, MOST_LEAD_HOURS = (5, 240), 200, 120, 336


class ScheduleRefused(Refusal):
    """The week makes no sense; ``field`` says where."""

    default_code = "schedule"


@dataclass(frozen=True, slots=True)
class Week:
    """What an administrator sets of one counter; as the columns of ``Schedule``."""

    weekdays: tuple[int, ...]
    opens: time
    closes: time
    minutes: int
    capacity: int
    lead_hours: int = 2
    horizon_days: int = 30
    counts_walk_ins: bool = True
    is_open: bool = True
    room: str = ""


def keep_schedule(office: Office, kind: str, week: Week) -> Schedule:
    """Set the counter's week; appointments already given stay as they are (``queries.stranded`` names them).

    Raises ``ScheduleRefused`` or ``KeyError`` for an unknown kind.
    """
    _require_sensible(office, kind, week)
    values = {**asdict(week), "weekdays": sorted(set(week.weekdays))}
    with transaction.atomic():
        Schedule.objects.select_for_update(no_key=True).filter(office=office, kind=kind).first()
        schedule: Schedule
        schedule, _made = Schedule.objects.update_or_create(office=office, kind=kind, defaults=values)
        record(
            "appointments.keep_schedule",
            obj_type="schedule",
            obj_ref=f"{office.slug}/{kind}",
            detail={name: str(value) for name, value in values.items() if name != "room"},
        )
    return schedule


def _require_sensible(office: Office, kind: str, week: Week) -> None:
    mark = labels.OFFICE_MARK.get(kind, "")
    if mark and not getattr(office, mark):
        raise ScheduleRefused(
            _("Kantor ini tidak menerima %(kind)s. Ubah dulu di Kantor dan tempat layanan.")
            % {"kind": labels.KINDS[kind]},
            field="kantor",
        )
    if not week.weekdays:
        raise ScheduleRefused(_("Pilih paling sedikit satu hari."), field="hari")
    minutes = (week.closes.hour - week.opens.hour) * 60 + week.closes.minute - week.opens.minute
    if minutes < week.minutes:
        raise ScheduleRefused(
            _("Jam tutup harus sesudah jam buka, paling sedikit satu giliran."), field="tutup"
        )
    for value, (least, most), field in (
        (week.minutes, MINUTES, "menit"),
        (week.capacity, (1, MOST_PEOPLE), "orang"),
        (week.horizon_days, (1, FARTHEST_DAYS), "terjauh"),
        (week.lead_hours, (0, MOST_LEAD_HOURS), "terdekat"),
    ):
        if not least <= value <= most:
            raise ScheduleRefused(
                _("Isi angka antara %(least)d dan %(most)d.") % {"least": least, "most": most}, field=field
            )
