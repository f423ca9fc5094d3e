"""From approval to the counter: outputs, messages in order, hand-over rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from loket.applications import states
from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.expire import expire
from loket.applications.actions.take_into_process import take_into_process
from loket.applications.models import Application
from loket.applications.policies import NotAllowed, Officer, Overtaken
from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.issuing.actions.bring_back import bring_back
from loket.issuing.actions.close_outputs import close_outputs
from loket.issuing.actions.conclude import conclude
from loket.issuing.actions.hand_over import AtCounter, HandOverRefused, hand_over
from loket.issuing.actions.mark_delivered import mark_delivered
from loket.issuing.actions.mark_failed import mark_failed
from loket.issuing.actions.mark_ready import mark_ready
from loket.issuing.actions.mark_sent import mark_sent
from loket.issuing.actions.start_production import NothingToDo, start_production
from loket.issuing.models import HandOver, Output
from loket.issuing.queries import originals_to_bring, outputs_of, pickup_code, waiting_for_collector
from loket.issuing.rules import bare_name
from loket.notifications.models import Message
from loket.tenants.models import Tenant
from loket.tenants.queries import main_office

from ..applications.cases import BUNDLE, LOST_KTP, NO_DOCUMENT, make_officer, make_paper, sent

TUESDAY = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
EVERYTHING = (
    "verifikator_layanan",
    "operator_ktp",
    "operator_kk",
    "operator_akta_perkawinan",
    "adb_konsolidasi",
    "petugas_pengambilan",
)


@pytest.fixture
def officer(in_buleleng: Tenant) -> Officer:
    return make_officer(*EVERYTHING)


def in_process(officer: Officer, definition: dict[str, object] = LOST_KTP, **given: object) -> Application:  # type: ignore[assignment]  # a plain mapping
    case = sent(definition, **given)
    make_paper(case, "kk_asli")
    make_paper(case, "surat_polisi_hilang")
    claim(case, by=officer)
    approve(case, by=officer)
    take_into_process(case, by=officer)
    return Application.objects.get(pk=case.pk)


def ready(officer: Officer, **given: object) -> Application:
    case = in_process(officer, **given)
    start_production(case, by=officer)
    mark_ready(case, by=officer, place=main_office(), ready_from=TUESDAY)
    return case


def counter(**changed: object) -> AtCounter:
    values: dict[str, object] = {
        "collector_name": "Ni Luh Putu Sari",
        "collector_relation": "self",
        "originals": ("kk_asli", "surat_polisi_hilang"),
        "old_card": "lost",
        "message_shown": True,
    }
    return AtCounter(**{**values, **changed})  # type: ignore[arg-type]  # the test's own values


def test_one_case_sends_the_four_messages_of_the_report_in_their_order(officer: Officer) -> None:
    """S3-30: disetujui, dalam proses, dalam pengerjaan, sudah selesai; Buleleng's profile switches all on."""
    case = ready(officer)
    hand_over(case, by=officer, counter=counter())
    texts = list(
        Message.objects.filter(ref__startswith=case.reference).order_by("pk").values_list("kind", "text")
    )
    kinds = [kind for kind, _text in texts]
    assert kinds == [
        f"applications.{name}"
        for name in ("submitted", "approved", "in_process", "in_production", "ready", "completed")
    ]
    said = [text for _kind, text in texts]
    meanings = ("sudah disetujui", "dalam proses", "dalam pengerjaan", "sudah selesai")
    places = [next(n for n, text in enumerate(said) if meaning in text) for meaning in meanings]
    assert places == sorted(places) == [1, 2, 3, 5]


def test_elsewhere_the_two_middle_messages_are_off(surakarta: Tenant) -> None:
    from loket.tenants.scope import in_tenant

    with in_tenant(surakarta):
        case = ready(make_officer(*EVERYTHING))
        kinds = set(Message.objects.filter(ref__startswith=case.reference).values_list("kind", flat=True))
    assert "applications.ready" in kinds
    assert not kinds & {"applications.in_process", "applications.in_production"}


def test_the_ready_message_says_place_day_what_to_bring_and_that_it_is_free(officer: Officer) -> None:
    """S0-5, S0-6, copy 31: one message with number, document, place, day, originals; no NIK."""
    case = ready(officer)
    message = Message.objects.get(ref__startswith=case.reference, kind="applications.ready")
    for word in ("KTP-el", main_office().name, "24 Nov", case.reference, pickup_code(case), "Gratis"):
        assert word in message.text
    assert "asli yang asli" not in message.text
    for original in map(bare_name, originals_to_bring(case).values()):
        assert original in message.text
    assert "(foto/pindai)" not in message.text
    assert case.applicant.nik not in message.text


def test_the_case_waits_for_its_last_output_in_a_bundle(officer: Officer) -> None:
    """S3-70: each role makes its own piece; the case is ready when all are."""
    case = in_process(officer, BUNDLE)  # type: ignore[arg-type]  # a plain mapping
    akta = make_officer("operator_akta_perkawinan")
    kk = make_officer("operator_kk")
    ktp = make_officer("operator_ktp")
    assert [output.kind for output in start_production(case, by=akta)] == ["kutipan_akta_perkawinan"]
    mark_ready(case, by=akta, place=main_office(), ready_from=TUESDAY)
    assert case.state == states.IN_PRODUCTION
    for maker in (kk, ktp):
        start_production(case, by=maker)
    mark_ready(case, by=kk, place=main_office(), ready_from=TUESDAY)
    with pytest.raises(NothingToDo):
        mark_ready(case, by=kk, place=main_office(), ready_from=TUESDAY)
    assert not Message.objects.filter(kind="applications.ready").exists()
    mark_ready(case, by=ktp, place=main_office(), ready_from=TUESDAY)
    assert Application.objects.get(pk=case.pk).state == states.READY
    message = Message.objects.get(kind="applications.ready")
    assert "Kartu Keluarga dan KTP-el" in message.text


def test_a_spoilt_card_is_made_again(officer: Officer) -> None:
    case = in_process(officer)
    [output] = start_production(case, by=officer)
    mark_failed(output, by=officer)
    [again] = start_production(case, by=officer)
    assert (again.pk, again.state, again.failures) == (output.pk, "in_production", 1)


def test_hand_over_completes_the_case_and_is_kept_with_all_that_was_seen(officer: Officer) -> None:
    case = ready(officer)
    [row] = hand_over(case, by=officer, counter=counter(message_shown=False, code=pickup_code(case)))
    assert (row.collector_name, row.collector_relation, row.old_card) == ("Ni Luh Putu Sari", "self", "lost")
    assert row.originals_seen == ["kk_asli", "surat_polisi_hilang"]
    stored = Application.objects.get(pk=case.pk)
    assert stored.state == states.COMPLETED
    assert stored.completed_at is not None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"old_card": ""}, "kartu_lama"),
        ({"old_card": "eaten"}, "kartu_lama"),
        ({"originals": ("kk_asli",)}, "alasan_kurang"),
        ({"collector_name": " "}, "nama"),
        ({"collector_relation": "neighbour"}, "hubungan"),
        ({"message_shown": False}, "kode"),
        ({"code": "x999"}, "kode"),
    ],
)
def test_the_counter_is_told_what_is_missing(
    officer: Officer, changed: dict[str, object], field: str
) -> None:
    """S0-34, S0-35, S1-4: old card, originals, collector and code are asked for, each beside its field."""
    case = ready(officer)
    with pytest.raises(HandOverRefused) as refused:
        hand_over(case, by=officer, counter=counter(**changed))
    assert refused.value.field == field
    assert Application.objects.get(pk=case.pk).state == states.READY
    assert not HandOver.objects.exists()


def test_a_missing_original_with_a_reason_is_handed_over_and_the_reason_kept(officer: Officer) -> None:
    """S0-35."""
    case = ready(officer)
    [row] = hand_over(
        case, by=officer, counter=counter(originals=("kk_asli",), missing_reason="Surat ditahan Polsek.")
    )
    assert row.originals_missing == ["surat_polisi_hilang"]
    assert row.missing_reason == "Surat ditahan Polsek."


def test_nothing_is_handed_over_twice(officer: Officer) -> None:
    """Security rule 10: one hand-over per document."""
    case = ready(officer)
    stale = Application.objects.get(pk=case.pk)
    hand_over(case, by=officer, counter=counter())
    for again in (stale, Application.objects.get(pk=case.pk)):
        with pytest.raises(Refusal) as refused:
            hand_over(again, by=officer, counter=counter())
        assert refused.value.status == 409
    assert HandOver.objects.count() == 1


def test_two_tabs_moving_one_output_leave_one_move(officer: Officer) -> None:
    case = in_process(officer)
    [output] = start_production(case, by=officer)
    stale = Output.objects.select_related("application").get(pk=output.pk)
    mark_failed(output, by=officer)
    with pytest.raises(Overtaken):
        mark_failed(stale, by=officer)


def test_the_pick_up_counter_alone_hands_over(officer: Officer) -> None:
    case = ready(officer)
    with pytest.raises(NotAllowed):
        hand_over(case, by=make_officer("operator_ktp"), counter=counter())


def test_a_case_is_found_by_number_in_any_writing_and_by_nik_but_not_by_name(officer: Officer) -> None:
    """S0-34."""
    case = ready(officer)
    for text in (case.reference, case.reference.lower().replace("-", ""), case.applicant.nik):
        assert [found.pk for found in waiting_for_collector(text)] == [case.pk]
    for text in ("", "SARI", "5108", case.applicant.nik[:-1], case.reference[:-1]):
        assert not waiting_for_collector(text)


def test_post_carries_its_number_comes_back_and_arrives(officer: Officer) -> None:
    """S3-35: status Dikirim with a tracking number."""
    case = in_process(officer)
    start_production(case, by=officer)
    mark_sent(case, by=officer, tracking="P2611240042")
    assert Output.objects.get(application=case).tracking == "P2611240042"
    assert "P2611240042" in Message.objects.get(kind="applications.sent").text
    bring_back(case, by=officer, place=main_office(), ready_from=TUESDAY)
    assert case.state == states.READY
    mark_sent(case, by=officer, tracking="P2611250001")
    mark_delivered(case, by=officer)
    assert Application.objects.get(pk=case.pk).state == states.COMPLETED


def test_a_service_without_a_document_ends_at_the_operator(officer: Officer) -> None:
    """S3-36."""
    case = in_process(officer, NO_DOCUMENT)  # type: ignore[arg-type]  # a plain mapping
    start_production(case, by=officer)
    with pytest.raises(NothingToDo):
        mark_ready(case, by=officer, place=main_office(), ready_from=TUESDAY)
    conclude(case, by=officer)
    assert Application.objects.get(pk=case.pk).state == states.COMPLETED


def test_a_card_cannot_be_concluded_without_the_counter(officer: Officer) -> None:
    case = in_process(officer)
    start_production(case, by=officer)
    with pytest.raises(Refusal):
        conclude(case, by=officer)


def test_the_pick_up_code_is_four_digits_and_its_own_for_each_case(officer: Officer) -> None:
    first, second = ready(officer), ready(officer)
    assert len(pickup_code(first)) == 4
    assert pickup_code(first).isdigit()
    assert pickup_code(first) == pickup_code(Application.objects.get(pk=first.pk))
    assert first.reference != second.reference


def test_ready_messages_leave_at_once(officer: Officer) -> None:
    at = TUESDAY + timedelta(hours=2)
    with clock.frozen(at):
        case = ready(officer)
    assert Message.objects.get(ref__startswith=case.reference, kind="applications.ready").not_before == at


def test_documents_of_a_case_nobody_collected_are_no_longer_ready(
    officer: Officer, in_buleleng: Tenant
) -> None:
    """Issue 4: unclaimed expiry closes the outputs too, on record; running again changes nothing."""
    case, standing = ready(officer), ready(officer)
    in_buleleng.unclaimed_days = 30
    later = clock.now() + timedelta(days=40)
    Application.objects.filter(pk=standing.pk).update(entered_at=later, ready_from=later)
    with clock.frozen(later):
        assert expire() == 1
    with clock.frozen(later + timedelta(minutes=2)):
        assert [close_outputs(), close_outputs()] == [1, 0]
    assert [one.state for one in outputs_of(case)] == ["cancelled"]
    assert [one.state for one in outputs_of(standing)] == ["ready"]
    assert Entry.objects.get(action="issuing.cancel").actor_id == "issuing.close_outputs"
