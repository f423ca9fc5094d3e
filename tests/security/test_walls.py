"""Nobody meets what is Sari's: every address with her things in it, asked by everyone else (goals R01, R02)."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.http import HttpResponse
from django.test import Client

from loket.applications.models import Application, Attachment
from loket.demo import people
from loket.issuing.models import Output
from loket.residents.models import ResidentPaper, ResidentStep
from loket.tenants.row_security import tenant_models
from loket.tenants.scope import in_tenant
from tests.cast import BULELENG_HOST, SURAKARTA_HOST

from .addresses import Route, routes
from .fingerprints import OF_ANY_VISIT, rows_seen
from .story import Story

SARI = people.SARI
#: Whatever says that something of Sari's was shown.
CANARIES = (
    SARI.name,
    SARI.name.title(),
    SARI.nik,
    " ".join(SARI.nik[at : at + 4] for at in range(0, 16, 4)),
    SARI.nomor_kk,
    SARI.phone,
    SARI.phone.removeprefix("+62"),
    f"{SARI.nik[:6]}••••••{SARI.nik[12:]}",
)
# The administrator hands cases out and sees the whole dinas (S3-49); he is no stranger here.
STRANGERS = ("", "eka", "wayan", "timur", "made,half", "sri", "joko", "joko@buleleng", "eka@surakarta")
WRITERS = ("", "eka", "rai", "timur", "made,half", "joko")
#: Answers that say "no" and nothing else.
REFUSED = {302, 403, 404, 405}


def things_of_sari(story: Story) -> dict[str, list[str]]:
    """Her values for the blanks of the URL conf."""
    sari = story.residents["sari"]
    with in_tenant(story.buleleng):
        cases = [story.case(state, "sari") for state in ("draft", "submitted", "in_production")]
        papers = Attachment.objects.filter(application__in=cases)
        files = {str(row.file.public_id) for row in papers.select_related("file")[:2]}
        steps = ResidentStep.objects.filter(resident=sari)
        outputs = Output.objects.filter(application__in=cases)
        slugs = ResidentPaper.objects.filter(resident=sari).values_list("slug", flat=True)
        assert all((files, steps, outputs))
        return {
            "reference": [case.reference for case in cases],
            "public_id": [str(sari.public_id)],
            "file": sorted(files)[:1],
            "paper_id": sorted(files)[:1],
            "step_id": [str(step.public_id) for step in steps[:1]],
            "position": [str(outputs[0].position)],
            "slug": [slugs[0]],
            "code": ["ktp-hilang"],
            "key": ["kertas-kk-asli"],
            "word": ["abc"],
            "number": ["1"],
        }


def _names_a_thing(route: Route) -> bool:
    return bool({"reference", "public_id", "step_id", "file", "paper_id"} & set(route.blanks))


def _asks(story: Story, stranger: str) -> Client:
    who, _at, host = stranger.partition("@")
    hosts = {"": "", "buleleng": BULELENG_HOST, "surakarta": SURAKARTA_HOST}
    return story.browser(who, host=hosts[host])


def _met(answer: HttpResponse) -> list[str]:
    body = b"".join(answer) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace") + str(answer.headers)
    return [canary for canary in CANARIES if canary in text]


@pytest.mark.parametrize("stranger", STRANGERS)
def test_r01_no_address_with_sari_s_things_tells_a_stranger_anything(
    taken_back: Story, stranger: str
) -> None:
    browser, told = _asks(taken_back, stranger), []
    for route, address in _her_addresses(taken_back):
        answer = browser.get(address)
        if answer.status_code not in _allowed(route) or _met(answer):
            told.append((address, answer.status_code, _met(answer)))
    assert not told, told[:10]


@pytest.mark.parametrize("stranger", WRITERS)
def test_r02_no_stranger_changes_a_row_of_anybody(taken_back: Story, stranger: str) -> None:
    """Posts that carry what the forms carry: version, edition, a reason, a key."""
    tables = [model._meta.db_table for model in tenant_models()]
    tables = [table for table in tables if table not in OF_ANY_VISIT]
    houses = (taken_back.buleleng, taken_back.surakarta)
    before, told = rows_seen(houses, tables), []
    browser, versions = _asks(taken_back, stranger), _versions(taken_back)
    for route, address in _her_addresses(taken_back):
        version = next((versions[name] for name in versions if name in address), "1")
        answer = browser.post(address, {**_WISHES, "versi": version})
        if answer.status_code not in _allowed(route) or _met(answer):
            told.append((address, answer.status_code, _met(answer)))
    after = rows_seen(houses, tables)
    assert {name for name in after if after[name] != before[name]} == set()
    assert not told, told[:10]


#: A counter serves whoever stands there, of any kecamatan, once the whole NIK was typed in; every step is on record.
_SERVES_ANYBODY = "petugas/loket/orang/"


def _her_addresses(story: Story) -> Iterator[tuple[Route, str]]:
    things = things_of_sari(story)
    for route in routes():
        if _names_a_thing(route) and not route.pattern.startswith(_SERVES_ANYBODY):
            yield from ((route, address) for address in route.filled(things))


def _versions(story: Story) -> dict[str, str]:
    sari = story.residents["sari"]
    with in_tenant(story.buleleng):
        rows = Application.objects.filter(applicant=sari).values_list("reference", "version")
        return {
            **{reference: str(version) for reference, version in rows},
            str(sari.public_id): str(sari.version),
        }


def _allowed(route: Route) -> set[int]:
    """The short link says "log in or look up" for every number; "too late to undo" is said of every step."""
    return (
        REFUSED
        | ({200} if route.pattern.startswith("p/") else set())
        | ({409} if "step_id" in route.blanks else set())
    )


_WISHES = {
    "keputusan": "setujui",
    "cocok": ["wajah", "nik", "nama", "kk", "ttd"],
    "alasan": "data_wrong",
    "pernyataan_benar": "on",
    "persetujuan_pdp": "on",
    "kunci": "5b0c7a7e-0000-4000-8000-000000000000",
    "hapus": "1",
}


def test_the_sweep_would_have_seen_her(taken_back: Story) -> None:
    """Her own browser and her officer's meet the canaries at these very addresses."""
    seen: dict[str, set[str]] = {"sari": set(), "made": set()}
    for who, views in seen.items():
        browser = taken_back.browser(who)
        for route, address in _her_addresses(taken_back):
            answer = browser.get(address)
            if answer.status_code == 200 and (_met(answer) or answer["Content-Type"] == "image/jpeg"):
                views.add(route.view.rpartition(".")[2])
    assert {"contents", "paper"} <= seen["sari"], seen
    assert {"case", "paper"} <= seen["made"], seen


def test_lists_and_searches_show_an_officer_only_his_own_zone_and_house(taken_back: Story) -> None:
    for who in ("timur", "joko"):
        browser = taken_back.browser(who)
        pages = [
            browser.get(path)
            for path in ("/petugas/", "/petugas/permohonan/", "/petugas/akun/", "/petugas/serah/")
        ]
        for q in (SARI.nik, SARI.phone, *things_of_sari(taken_back)["reference"]):
            pages.append(browser.post("/petugas/cari/", {"q": q, "keperluan": "uji"}))
            pages.append(browser.post("/petugas/serah/", {"q": q}))
        assert not any(_met(page) for page in pages), who


def test_r03_only_shared_tables_stand_without_row_level_security(story: Story) -> None:
    """And whatever has a tenant column has its policy, also tables nobody thought of."""
    with psycopg.connect(story.raw, autocommit=True) as owner:
        rows = owner.execute(
            "SELECT c.relname, c.relrowsecurity, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid "
            "AND a.attname = 'tenant_id') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm')"
        ).fetchall()
    open_tables = {name for name, secured, _tenant in rows if not secured}
    shared = {"tenants_tenant", "tenants_hostname", "regions_region", "accounts_globalcounter"}
    shared |= {
        f"operators_{name}" for name in ("operator", "operatorsession", "deed", "openingrequest", "platform")
    }
    foreign = {name for name in open_tables if name.startswith(("django_", "procrastinate_", "auth_"))}
    assert open_tables - foreign == shared
    # A host name leads to its tenant before there is one; a wish to open one knows its tenant afterwards.
    with_tenant = {name for name, secured, has_tenant in rows if has_tenant and not secured}
    assert with_tenant == {"tenants_hostname", "operators_openingrequest"}


def test_what_a_phone_keeps_for_days_without_signal_names_nobody(taken_back: Story) -> None:
    """The service worker fetches this page while somebody is logged in; phones are shared."""
    for path in ("/luring/", "/sw.js", "/manifest.webmanifest"):
        answer = taken_back.browser("sari").get(path)
        assert answer.status_code == 200
        assert not _met(answer), path
