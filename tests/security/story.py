"""Who is in the told demo, their browsers, and what of theirs must never be met by anybody else."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.test import Client

from loket.accounts.models import Account
from loket.accounts.sessions import SessionStore
from loket.applications.actions.claim import claim
from loket.applications.models import Application, Attachment
from loket.demo import people, pictures, seed, working
from loket.demo import story as demo_story
from loket.files.actions.rebuild import rebuild
from loket.residents.models import Resident, ResidentPaper
from loket.residents.queries import resident_by_nik
from loket.staff.actions.add_officer import add_officer
from loket.staff.labels import ROLES
from loket.staff.models import Membership
from loket.tenants.models import PrintZone, Tenant
from loket.tenants.scope import in_tenant
from tests.cast import BULELENG_HOST, SURAKARTA_HOST
from tests.files.samples import jpeg

#: Enough of the demo for every kind of page: one case per state that has a page of its own.
_STATES = {"ready", "in_production", "in_process", "approved", "returned", "submitted", "draft"}
_NAMES = {
    "sari": people.SARI,
    "eka": people.BULELENG_VERIFIED[1],
    "ratna": people.BULELENG_VERIFIED[2],
    "wayan": people.BULELENG_WAITING[0],
    "trisna": people.BULELENG_REPAIR,
    "sri": people.SURAKARTA_RESIDENTS[0],
}


@dataclass
class Story:
    """The finished demo."""

    buleleng: Tenant
    surakarta: Tenant
    #: Address of the database for a superuser, who sees what is really stored.
    raw: str
    #: Folder of the sealed files.
    storage: Path
    residents: dict[str, Resident] = field(default_factory=dict)
    officers: dict[str, Membership] = field(default_factory=dict)

    def browser(self, who: str = "", *, check_csrf: bool = False, host: str = "") -> Client:
        """The browser of a resident or officer who is logged in ("made,half": without the second factor).

        Without a name a visitor at Buleleng.
        """
        account, second_factor = self._account(who)
        tenant = account.tenant if account else self.buleleng
        own = SURAKARTA_HOST if tenant.pk == self.surakarta.pk else BULELENG_HOST
        client = Client(
            headers={"host": host or own}, raise_request_exception=False, enforce_csrf_checks=check_csrf
        )
        if account is not None:
            with in_tenant(tenant):
                session = SessionStore()
                session.begin(account, second_factor=second_factor)
            client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
        return client

    def _account(self, who: str) -> tuple[Account | None, bool]:
        name, _comma, half = who.partition(",")
        if name in self.residents:
            return self.residents[name].account, False
        if name in self.officers:
            return self.officers[name].account, half != "half"
        assert not who, f"nobody is called {who}"
        return None, False

    def case(self, state: str, of: str = "") -> Application:
        """An application of Buleleng that stands in ``state``."""
        with in_tenant(self.buleleng):
            rows = Application.objects.filter(state=state).select_related("applicant", "service")
            rows = rows.filter(applicant=self.residents[of]) if of else rows
            found: Application = rows.order_by("pk")[0]
        return found


def tell(*, raw: str, storage: Path) -> Story:
    """Seed a short demo in the present database, rebuild Sari's photos, and look up the cast."""
    with (
        mock.patch.object(demo_story, "BULELENG_CASES", _short(demo_story.BULELENG_CASES)),
        mock.patch.object(demo_story, "SURAKARTA_CASES", demo_story.SURAKARTA_CASES[-2:]),
        mock.patch.object(people, "BULELENG_WAITING", people.BULELENG_WAITING[:1]),
        mock.patch.object(pictures, "_photo", return_value=jpeg(320, 240)),
        mock.patch.object(seed, "_rebuild_photos", return_value=None),
    ):
        seed.seed()
    tenants = {tenant.slug: tenant for tenant in Tenant.objects.all()}
    told = Story(tenants["buleleng"], tenants["surakarta"], raw, storage)
    for tenant in (told.buleleng, told.surakarta):
        with in_tenant(tenant):
            _look_up(told)
    _hire_for_the_east(told)
    with in_tenant(told.buleleng):
        others = Application.objects.exclude(applicant=told.residents["sari"])
        claim(others.get(state="submitted"), by=working.officer(told.officers["made"]))
    _rebuild(told)
    return told


def _hire_for_the_east(told: Story) -> None:
    """Every role there is, but only for a print zone in which Sari does not live."""
    with in_tenant(told.buleleng):
        elsewhere = PrintZone.objects.exclude(kecamatan__kecamatan_code=people.SARI.kecamatan).first()
        assert elsewhere is not None
        told.officers["timur"] = add_officer(
            "timur", "Wayan Timur", roles=sorted(ROLES), password="pantai-pasir-putih-9", zone=elsewhere
        )


def _short(cases: tuple[demo_story.Case, ...]) -> tuple[demo_story.Case, ...]:
    own = [case for case in cases if case.person is people.SARI]
    other = [case for case in cases if case.state == "submitted" and case.person is not people.SARI]
    rest = _STATES - {one.state for one in own}
    return (*own, *other[:1], *(case for case in cases if case.state in rest))


def _look_up(told: Story) -> None:
    for name, person in _NAMES.items():
        resident = resident_by_nik(person.nik)
        if resident is not None:
            told.residents[name] = resident
    for membership in Membership.objects.select_related("account", "zone"):
        told.officers[membership.account.username] = membership


def _rebuild(told: Story) -> None:
    """What the worker does: photos of Sari and of the one account that waits."""
    with in_tenant(told.buleleng):
        people_here = [told.residents["sari"], told.residents["wayan"]]
        files = {row.file_id for row in ResidentPaper.objects.filter(resident__in=people_here)}
        files |= {row.file_id for row in Attachment.objects.filter(application__applicant__in=people_here)}
    for key in files:
        rebuild(told.buleleng, key)
