"""Profiles as data and as opened: services, channels, presence, registration, messages, zones of each source."""

from __future__ import annotations

from datetime import date

import pytest

from loket.catalogue.actions.open_dinas import open_dinas
from loket.catalogue.loading import packaged
from loket.catalogue.models import Service
from loket.catalogue.queries import applicable, groups_shown, offers
from loket.config.cli import main
from loket.foundation.kernel.errors import Refusal
from loket.notifications.actions.queue import is_switched_on
from loket.notifications.kinds import kinds
from loket.tenants.models import Tenant
from loket.tenants.queries import main_office, print_zone_for
from loket.tenants.rules import profile, profiles
from loket.tenants.scope import in_tenant

from .conftest import House

FIRST, SECOND, THIRD = date(2020, 7, 1), date(2021, 3, 22), date(2021, 6, 28)
#: the list of fifteen of June 2021 by its numbers; 8 and 10 are the same text (S3-56 to S3-69)
FIFTEEN = {
    1: "data-tercecer",
    2: "akta-perkawinan-tridatu",
    3: "akta-perceraian-tridatu",
    4: "kutipan-akta-hilang-rusak",
    5: "akta-kelahiran-tridatu-khusus",
    6: "akta-kelahiran-anak-ibu",
    7: "akta-kelahiran-tanpa-asal-usul",
    8: "pengakuan-anak",
    9: "pengesahan-anak",
    10: "pengakuan-anak",
    11: "pembetulan-akta-kelahiran",
    12: "pembetulan-akta-kematian",
    13: "pembetulan-akta-perkawinan",
    14: "pelaporan-luar-negeri",
    15: "kematian-wna",
}


def codes(house: House, **given: object) -> set[str]:
    with in_tenant(house.tenant):
        return set(Service.objects.filter(**given).values_list("code", flat=True))


def online(house: House) -> set[str]:
    """What can be begun on the web today."""
    with in_tenant(house.tenant):
        return {offer.code for offer in offers() if applicable(offer.code) is not None}


@pytest.mark.parametrize("name", list(profiles()))
def test_every_code_of_a_profile_is_in_the_catalogue(name: str) -> None:
    """Services, headings and presence of a profile speak of services that exist and that it opens."""
    chosen = profile(name)
    plan = chosen.plan(date.max)
    assert set(plan) <= set(packaged().services)
    spoken = {code for row in chosen.values.get("presence", ()) for code in row["services"]}
    assert spoken | set(chosen.groups()) <= set(plan)


# Surakarta 2017


def test_s0_3_surakarta_lists_four_documents_and_each_can_be_applied_for(surakarta_2017: House) -> None:
    outputs = {"ktp-suket": "KTP", "ktp-hilang": "KTP", "akta-kelahiran": "akta kelahiran"}
    outputs |= {"akta-kematian": "akta kematian", "kia-baru": "KIA"}
    assert codes(surakarta_2017) == online(surakarta_2017) == set(outputs)
    assert len(set(outputs.values())) == 4


def test_s0_1_no_service_of_surakarta_asks_for_a_visit_to_apply(surakarta_2017: House) -> None:
    with in_tenant(surakarta_2017.tenant):
        open_here = list(offers())
    assert len(open_here) == 5
    assert all(offer.is_online and not offer.needs_visit for offer in open_here)


def test_s0_24_only_the_ktp_is_open_on_whatsapp_in_surakarta(surakarta_2017: House) -> None:
    """S0-23, S0-24: channels are set per service."""
    assert codes(surakarta_2017, channel_whatsapp=True) == {"ktp-suket", "ktp-hilang"}
    assert codes(surakarta_2017, channel_web=False) == set()


def test_x_5_x_6_registration_as_each_source_says(houses: dict[str, House]) -> None:
    """S0-14, S3-24: a code opens the account, or an officer does; e-mail asked for, or free."""
    told = {
        name: (house.tenant.registration_profile, house.tenant.email_required)
        for name, house in houses.items()
    }
    assert told == {
        "buleleng": ("buleleng", False),
        "surakarta_2017": ("surakarta", True),
        "kutai_timur_2021": ("surakarta", True),
        "balikpapan_2021": ("surakarta", False),
        "nasional": ("surakarta", False),
    }


def test_x_4_each_source_is_told_on_its_own_channel_first(houses: dict[str, House]) -> None:
    """S0-5 SMS, S3-25 WhatsApp, S1-12 e-mail."""
    first = {name: house.tenant.notify_channels[0] for name, house in houses.items()}
    assert first["surakarta_2017"] == "sms"
    assert first["buleleng"] == "whatsapp"
    assert first["kutai_timur_2021"] == "email"
    assert all(set(house.tenant.notify_channels) & {"sms", "whatsapp"} for house in houses.values()), (
        "codes need a phone"
    )


def test_x_11_every_source_sees_the_originals_at_the_counter(houses: dict[str, House]) -> None:
    """S0-6, S0-34: photo when applying, original when collecting."""
    assert {house.tenant.handover_rule for house in houses.values()} == {"originals"}


def test_x_7_balikpapan_starts_next_morning_and_aims_at_the_same_day(houses: dict[str, House]) -> None:
    """S2-5, S2-7, S2-8."""
    for name, house in houses.items():
        is_balikpapan = name == "balikpapan_2021"
        assert (house.tenant.clock_rule == "next_morning") == is_balikpapan
        assert house.tenant.same_day_target == is_balikpapan


def test_s2_4_intake_is_around_the_clock_everywhere(houses: dict[str, House]) -> None:
    """S0-4, S2-1: the default is 24 hours."""
    assert all(house.tenant.intake_opens is None for house in houses.values())


def test_s2_18_nothing_of_a_profile_expires(houses: dict[str, House]) -> None:
    for house in houses.values():
        assert codes(house, available_until__isnull=False) == set()
        assert house.tenant.banner_text == ""


def test_s2_21_s3_72_each_service_knows_since_when(houses: dict[str, House]) -> None:
    for house in houses.values():
        assert codes(house, available_from__isnull=True) == set()
    with in_tenant(houses["buleleng"].tenant):
        since = dict(Service.objects.values_list("code", "available_from"))
    assert (since["ktp-hilang"], since["akta-kematian"]) == (FIRST, SECOND)
    assert (since["kematian-wna"], since["data-tercecer"]) == (THIRD, THIRD)


# Kutai Timur 2021


def test_s1_3_ktp_of_kutai_timur_is_at_the_counter(kutai_timur: House) -> None:
    """X-1, S1-6: no ``ktp-*`` can be begun on the web."""
    ktp = {code for code in codes(kutai_timur) if code.startswith("ktp-")}
    assert len(ktp) == 11
    assert not ktp & online(kutai_timur)


def test_s1_9_the_four_online_services_of_kutai_timur(kutai_timur: House) -> None:
    """S1-9, S1-10: each has its own form here."""
    four = {"akta-kelahiran", "akta-kematian", "akta-perceraian", "kk-perubahan-data"}
    assert online(kutai_timur) == four
    with in_tenant(kutai_timur.tenant):
        for code in four:
            version = applicable(code)
            assert version is not None
            assert version.form.by_slug


def test_s1_26_online_and_counter_run_together(kutai_timur: House) -> None:
    """S1-2: the same list, the same queue."""
    with in_tenant(kutai_timur.tenant):
        kinds_of = {offer.service.presence for offer in offers()}
    assert kinds_of == {"online", "counter"}


def test_x_2_kia_is_at_the_counter_here_and_online_there(houses: dict[str, House]) -> None:
    """S1-5: this office only."""
    assert "kia-baru" not in online(houses["kutai_timur_2021"])
    assert {"kia-baru"} <= online(houses["surakarta_2017"]) & online(houses["buleleng"])


def test_x_3_marriage_three_ways(houses: dict[str, House]) -> None:
    """S1-7 at the counter, S2-17 online, S3-54 by WhatsApp."""
    told = {}
    for name in ("kutai_timur_2021", "balikpapan_2021", "buleleng"):
        with in_tenant(houses[name].tenant):
            service = Service.objects.get(code="akta-perkawinan")
            told[name] = (service.presence, service.channel_web, service.channel_whatsapp)
    assert told["kutai_timur_2021"][0] == "counter"
    assert told["balikpapan_2021"][:2] == ("online", True)
    assert told["buleleng"][1:] == (False, True)


# Balikpapan 2021


def test_s2_10_balikpapan_online(balikpapan: House) -> None:
    """S2-10, S2-15, S2-16, S2-17: KK changes, a lost KK, moving, and the four certificates are online."""
    assert online(balikpapan) >= {
        *("kk-baru", "kk-perubahan-data", "kk-hilang-rusak", "pindah-keluar"),
        *("akta-kelahiran", "akta-kematian", "akta-perkawinan", "akta-perceraian"),
    }


def test_s2_12_the_first_ktp_is_recorded_in_person(balikpapan: House) -> None:
    """S2-11, S2-13: and what does not match is settled at the complaints counter."""
    assert codes(balikpapan, presence="online_visit") == {"ktp-baru-pemula", "ktp-rekam-jadwal"}
    assert codes(balikpapan, presence="counter") == {"konsolidasi-manual", "pengaduan"}


def test_s2_19_what_can_be_printed_at_home_needs_no_visit(balikpapan: House) -> None:
    with in_tenant(balikpapan.tenant):
        for offer in offers():
            if offer.card.self_printable and offer.service.presence == "online":
                definition = packaged().definition(offer.code)
                assert "email" in definition["delivery"], offer.code
    assert "email" in balikpapan.tenant.delivery_options


# Buleleng 2020 to 2021


def test_s3_15_the_first_stage_is_the_reports_four(db: None) -> None:
    """S3-15: exactly those four, named as in the report; cards are printed at the dinas still."""
    tenant = open_dinas("buleleng", "bll.localhost", stage=FIRST)
    assert not tenant.routes_by_zone
    with in_tenant(tenant):
        four = ["KTP-el hilang/rusak", "KTP-el perubahan data", "KIA", "Konsolidasi manual"]
        assert groups_shown() == four
        assert {offer.service.group_name for offer in offers()} == set(four)


def test_s3_50_the_second_stage_adds_kk_death_sktt_and_moving(db: None) -> None:
    """S3-50 KK, S3-51 akta kematian, S3-52 SKTT, S3-53 SKPWNI, S3-54 four by WhatsApp; zones begin (S3-46)."""
    tenant = open_dinas("buleleng", "bll.localhost", stage=SECOND)
    assert tenant.routes_by_zone
    with in_tenant(tenant):
        begun = {offer.code for offer in offers() if offer.is_online}
        assert {code for code in begun if code.startswith("kk-")} == {
            *("kk-baru", "kk-ganti-kepala", "kk-pisah", "kk-tambah-anggota"),
            *("kk-perubahan-data", "kk-hilang-rusak"),
        }
        assert begun >= {"akta-kematian", "sktt-baru", "sktt-perpanjangan", "pindah-keluar"}
        by_whatsapp = {offer.code for offer in offers() if offer.on_whatsapp_only}
    assert by_whatsapp == {"akta-kelahiran", "akta-perkawinan", "akta-perceraian", "data-tercecer"}
    assert not begun & set(FIFTEEN.values())


@pytest.mark.parametrize(("number", "code"), FIFTEEN.items(), ids=str)
def test_s3_56_to_s3_69_each_of_the_fifteen_is_open(buleleng_2021: House, number: int, code: str) -> None:
    """S3-56 … S3-69 (number 8 and 10: S3-63): open on the web; that each runs to its end is proved with all 66."""
    with in_tenant(buleleng_2021.tenant):
        assert applicable(code) is not None, number


def test_s3_63_the_repeated_line_is_one_service() -> None:
    stage = profile("buleleng").values["stages"][-1]["web"]
    assert len(stage) == len(set(stage)) == 14
    assert set(stage) == set(FIFTEEN.values())


def test_s3_54_data_tercecer_moved_from_whatsapp_to_the_web() -> None:
    chosen = profile("buleleng")
    before, after = (chosen.plan(day)["data-tercecer"] for day in (SECOND, THIRD))
    assert (before.on_web, before.on_whatsapp) == (False, True)
    assert (after.on_web, after.on_whatsapp) == (True, True)


@pytest.mark.parametrize("code", ["akta-kelahiran", "akta-perkawinan", "akta-perceraian", "data-tercecer"])
def test_s3_55_what_came_by_whatsapp_cites_its_law(code: str) -> None:
    assert "Permendagri 108/2019" in packaged().definition(code)["legal_basis"]


def test_s3_46_s3_47_s3_48_nine_kecamatan_in_three_zones(buleleng_2021: House) -> None:
    with in_tenant(buleleng_2021.tenant):
        printed = {f"51.08.0{n}": print_zone_for(f"51.08.0{n}") for n in range(1, 10)}
        at = {code: zone.office.name for code, zone in printed.items() if zone is not None}
        west = {code for code, office in at.items() if office == "Kantor Kecamatan Seririt"}
        east = {code for code, office in at.items() if office == "Kantor Kecamatan Kubutambahan"}
        centre = {code for code, office in at.items() if office == main_office().name}
    assert west == {"51.08.01", "51.08.02", "51.08.03", "51.08.04"}
    assert centre == {"51.08.05", "51.08.06"}
    assert east == {"51.08.07", "51.08.08", "51.08.09"}


def test_s3_30_buleleng_sends_all_four_messages_and_others_two(houses: dict[str, House]) -> None:
    """S3-12, S3-30: disetujui, dalam proses, dalam pengerjaan, selesai."""
    four = [
        kinds[f"applications.{name}"] for name in ("approved", "in_process", "in_production", "completed")
    ]
    for name, house in houses.items():
        sent = [is_switched_on(kind, house.tenant) for kind in four]
        assert sent == ([True] * 4 if name == "buleleng" else [True, False, False, True]), name


def test_s3_35_s4_21_pos_is_each_offices_choice(houses: dict[str, House]) -> None:
    by_post = {name for name, house in houses.items() if "pos" in house.tenant.delivery_options}
    assert by_post == {"buleleng", "nasional"}


def test_s3_18_password_of_eight(houses: dict[str, House]) -> None:
    assert {house.tenant.password_min for house in houses.values()} == {8}


# The general article


def test_s4_1_ktp_services_are_online_in_the_general_profile(nasional: House) -> None:
    assert {"ktp-baru-pemula", "ktp-hilang", "ktp-rusak", "ktp-perubahan-data"} <= online(nasional)


def test_s4_4_one_catalogue_covers_ktp_kk_and_certificates(nasional: House) -> None:
    found = codes(nasional)
    for start in ("ktp-", "kk-", "akta-"):
        assert any(code.startswith(start) for code in found)
    assert len(found) == 26


def test_s4_6_each_region_differs_without_code(houses: dict[str, House]) -> None:
    told = {tuple(sorted(codes(house))) for house in houses.values()}
    assert len(told) == len(houses)


KTP_OF_S4 = ["ktp-baru-pemula", "ktp-hilang", "ktp-rusak", "ktp-perubahan-data"]


@pytest.mark.parametrize("code", KTP_OF_S4)
def test_s4_7_s4_9_ktp_services_ask_for_kk_and_nik(code: str) -> None:
    definition = packaged().definition(code)
    always = {row["slug"] for row in definition["documents"] if row["requirement"] == "mandatory"}
    assert any(slug.startswith("kk_") for slug in always), always
    assert any(row["type"] == "nik" and row["required"] for row in definition["fields"])


@pytest.mark.parametrize("code", KTP_OF_S4)
def test_s4_11_no_letter_of_rt_rw_unless_the_office_asks(code: str) -> None:
    definition = packaged().definition(code)
    letters = [row for row in definition["documents"] if "rt_rw" in row["slug"] or "pengantar" in row["slug"]]
    assert all(row.get("optional_by_office") for row in letters)
    assert not definition.get("switched_on")


# Opening


def test_the_command_opens_a_stage(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    """Issue 3: ``loket tenant create --profile buleleng --stage 2021-03-22``."""
    arguments = ["tenant", "create", "--profile", "buleleng", "--host", "tahap.localhost"]
    assert main([*arguments, "--stage", "2021-03-22"]) == 0
    assert "tahap.localhost" in capsys.readouterr().out
    with in_tenant(Tenant.objects.get(slug="buleleng")):
        assert Service.objects.count() == 20


def test_an_unknown_stage_is_refused_with_the_choices(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["tenant", "create", "--profile", "buleleng", "--host", "tahap.localhost"]
    assert main([*arguments, "--stage", "2020-12-31"]) == 1
    assert "2020-07-01, 2021-03-22, 2021-06-28" in capsys.readouterr().err
    assert not Tenant.objects.exists(), "nothing half opened"


def test_a_dinas_of_another_region_has_its_own_name_and_no_zones(db: None) -> None:
    own = {
        "slug": "tabanan",
        "name": "Disdukcapil Kabupaten Tabanan",
        "short_name": "Disdukcapil Tabanan",
        "reference_prefix": "TBN",
        "region": "51.02",
        "address": "Jalan Contoh No. 9",
    }
    tenant = open_dinas("buleleng", "tabanan.localhost", own=own)
    assert (tenant.slug, tenant.regency_id, tenant.registration_profile) == ("tabanan", "51.02", "buleleng")
    with in_tenant(tenant):
        assert main_office().name == "Disdukcapil Kabupaten Tabanan"
        assert print_zone_for("51.02.01") is None


def test_a_taken_prefix_is_refused(db: None) -> None:
    open_dinas("buleleng", "satu.localhost", stage=FIRST)
    with pytest.raises(Refusal, match="BLL"):
        open_dinas("buleleng", "dua.localhost", own={"slug": "lain"})
