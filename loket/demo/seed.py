"""`loket demo`: opens the demo dinas once, by walking through the real actions."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from loket.catalogue.actions.open_dinas import open_dinas
from loket.catalogue.models import Service
from loket.files.actions.rebuild import rebuild
from loket.files.models import StoredFile
from loket.files.states import FileState
from loket.foundation.kernel import clock
from loket.operators.actions.create_operator import create_operator
from loket.operators.queries import operator_named
from loket.staff.actions.add_officer import add_officer
from loket.staff.models import Membership
from loket.tenants.models import PrintZone, Tenant
from loket.tenants.rules import profile
from loket.tenants.scope import in_tenant

from . import accounts, beside, complaining, people, receiving, register, story, writing
from .accounts import DemoAccount
from .people import OFFICER_PASSWORD, RESIDENT_PASSWORD, OfficerRole, Person

log = logging.getLogger("loket.demo")
BULELENG_HOST, SURAKARTA_HOST = "buleleng.localhost", "surakarta.localhost"
KUTAI_TIMUR_HOST, BALIKPAPAN_HOST = "kutaitimur.localhost", "balikpapan.localhost"
#: the demo dinas opened so long ago
OPEN_FOR = timedelta(days=45)


def seed() -> int:
    """Open the four dinas of the sources unless they are there already; returns the exit code 0."""
    began = time.monotonic()
    houses = [
        ("buleleng", BULELENG_HOST, people.BULELENG_OFFICERS, story.tell_buleleng),
        ("surakarta_2017", SURAKARTA_HOST, people.SURAKARTA_OFFICERS, story.tell_surakarta),
        ("kutai_timur_2021", KUTAI_TIMUR_HOST, people.KUTAI_TIMUR_OFFICERS, story.tell_kutai_timur),
        ("balikpapan_2021", BALIKPAPAN_HOST, people.BALIKPAPAN_OFFICERS, story.tell_balikpapan),
    ]
    with ThreadPoolExecutor(max_workers=2) as darkroom:
        opened = 0
        for house in houses:
            tenant = _open(*house)
            if tenant:
                opened += 1
                _rebuild_photos(tenant, darkroom)
    _hire_operator()
    accounts.keep(_accounts())
    if opened:
        print(f"Dinas contoh dibuka dalam {time.monotonic() - began:.0f} detik.")
    return 0


def _open(
    profile_name: str,
    host: str,
    officers: Iterable[OfficerRole],
    tell: Callable[[dict[str, Membership]], None],
) -> Tenant | None:
    """One dinas with its story, whole or not at all; None when it exists."""
    chosen = profile(profile_name)
    if Tenant.objects.filter(slug=chosen.values["slug"]).exists():
        return None
    with transaction.atomic():
        with clock.frozen(clock.now() - OPEN_FOR):
            tenant = open_dinas(profile_name, host)
            with in_tenant(tenant):
                team = {officer.username: _hire(officer) for officer in officers}
        with in_tenant(tenant):
            tell(team)
            if host == BULELENG_HOST:
                writing.write(tenant)
                register.ask_register()
                complaining.tell(team)
                beside.prepare(frozenset(Service.objects.values_list("code", flat=True)))
                receiving.tell(team["kadek"], team["rai"])
            if host == SURAKARTA_HOST:
                receiving.tell(team["bambang"], team["ratih"])
    return tenant


def _hire(officer: OfficerRole) -> Membership:
    zone = PrintZone.objects.select_related("office").filter(slug=officer.zone).first()
    return add_officer(
        officer.username,
        officer.name,
        roles=officer.roles,
        password=OFFICER_PASSWORD,
        office=zone.office if zone else None,
        zone=zone,
        totp_secret=officer.totp_secret,
    )


def _hire_operator() -> None:
    """Who runs the platform, on a host of his own."""
    if operator_named(people.OPERATOR.username) is None:
        create_operator(
            people.OPERATOR.username,
            people.OPERATOR.name,
            password=OFFICER_PASSWORD,
            totp_secret=people.OPERATOR.totp_secret,
        )


def _rebuild_photos(tenant: Tenant, darkroom: Executor) -> None:
    """Rebuild what the worker would rebuild first, so that the desk shows photos from the first minute."""
    with in_tenant(tenant):
        waiting = list(StoredFile.objects.filter(state=FileState.RECEIVED).values_list("pk", flat=True))

    def one(key: int) -> None:
        try:
            rebuild(tenant, key)
        except Exception:
            log.exception("a demo photo is left to the worker")
        finally:
            connection.close()

    for key in waiting:
        darkroom.submit(one, key)


def _accounts() -> list[DemoAccount]:
    return [
        _resident(BULELENG_HOST, people.SARI, _("Sudah disetujui, punya beberapa permohonan.")),
        _resident(
            BULELENG_HOST, people.BULELENG_VERIFIED[1], _("Sudah disetujui, satu dokumen siap diambil.")
        ),
        _resident(
            BULELENG_HOST,
            people.BULELENG_VERIFIED[2],
            _("Sudah disetujui, satu permohonan perlu diperbaiki."),
        ),
        _resident(BULELENG_HOST, people.BULELENG_WAITING[0], _("Akun masih menunggu pemeriksaan.")),
        _resident(BULELENG_HOST, people.BULELENG_REPAIR, _("Satu foto akun perlu diulang.")),
        _resident(
            BULELENG_HOST, people.ANNA, _("Orang asing tanpa NIK: masuk dengan paspor, mengurus SKTT.")
        ),
        *(_officer(BULELENG_HOST, officer) for officer in people.BULELENG_OFFICERS),
        _resident(SURAKARTA_HOST, people.SURAKARTA_RESIDENTS[0], _("Punya beberapa permohonan.")),
        _resident(SURAKARTA_HOST, people.SURAKARTA_RESIDENTS[1], _("Satu dokumen siap diambil.")),
        *(_officer(SURAKARTA_HOST, officer) for officer in people.SURAKARTA_OFFICERS),
        _resident(KUTAI_TIMUR_HOST, people.KUTAI_TIMUR_RESIDENTS[0], _("Satu permohonan baru dikirim.")),
        _resident(KUTAI_TIMUR_HOST, people.KUTAI_TIMUR_RESIDENTS[1], _("Satu permohonan sudah disetujui.")),
        *(_officer(KUTAI_TIMUR_HOST, officer) for officer in people.KUTAI_TIMUR_OFFICERS),
        _resident(BALIKPAPAN_HOST, people.BALIKPAPAN_RESIDENTS[0], _("Satu permohonan baru dikirim.")),
        _resident(BALIKPAPAN_HOST, people.BALIKPAPAN_RESIDENTS[1], _("Satu permohonan sudah disetujui.")),
        *(_officer(BALIKPAPAN_HOST, officer) for officer in people.BALIKPAPAN_OFFICERS),
        _officer(settings.LOKET_OPERATOR_HOST, people.OPERATOR),
    ]


def _resident(host: str, person: Person, note: str) -> DemoAccount:
    return DemoAccount(host, "warga", person.nik, RESIDENT_PASSWORD, "", person.name, note)


def _officer(host: str, officer: OfficerRole) -> DemoAccount:
    roles = ", ".join(officer.roles)
    return DemoAccount(
        host, roles, officer.username, OFFICER_PASSWORD, officer.totp_secret, officer.name, officer.note
    )
