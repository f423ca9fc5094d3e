"""The table of moves is the one the domain describes, and the database knows the same pairs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loket.applications import labels, states
from loket.applications.messages import KINDS
from loket.foundation.ui.statuses import APPLICATION

# application_transitions of the domain's services file: from, to, by (undo rows marked with *)
DOMAIN = """
draft submitted applicant
draft cancelled applicant
submitted in_verification verify
submitted cancelled applicant
in_verification approved verify
in_verification returned verify
in_verification rejected verify
in_verification cancelled verify
returned submitted applicant
returned cancelled applicant
returned cancelled expiry
approved awaiting_visit verify
approved in_process process
awaiting_visit in_process visit
awaiting_visit cancelled expiry
in_process in_production process
in_process returned process
in_process cancelled process
in_production ready process
in_production sent process
in_production completed process
ready completed hand_over
ready sent hand_over
sent completed hand_over
sent ready hand_over
in_verification submitted verify
approved in_verification verify*
returned in_verification verify*
rejected in_verification verify*
cancelled in_verification verify*
awaiting_visit returned visit
awaiting_visit cancelled applicant
ready cancelled expiry
"""


def test_the_table_has_exactly_the_moves_of_the_domain() -> None:
    wanted = {tuple(line.split()) for line in DOMAIN.strip().splitlines()}
    ours = {(move.from_, move.to, f"{move.slot}{'*' if move.undo else ''}") for move in states.MOVES}
    assert ours == wanted
    assert len(states.MOVES) == len(wanted)


def test_there_are_thirteen_states_with_the_words_people_read() -> None:
    assert len(states.STATES) == 13
    for code, state in states.STATES.items():
        assert str(state.label) == str(APPLICATION[code].officer)
        assert str(state.resident_label) == str(APPLICATION[code].resident)


def test_the_trigger_knows_the_same_pairs_as_the_table() -> None:
    migration = Path(states.__file__).parent / "migrations" / "0002_guard_state.py"
    pairs = set(re.findall(r"'(\w+>\w+)'", migration.read_text()))
    assert pairs == {f"{move.from_}>{move.to}" for move in states.MOVES}


#: What the clock and the office say without a move: reminders and the mode "SIAK is down".
WITHOUT_A_MOVE = {
    "applications.return_reminder",
    "applications.visit_soon",
    "applications.visit_reminder",
    "applications.ready_reminder",
    "applications.on_hold",
    "applications.hold_over",
}


def test_every_move_that_speaks_has_a_kind_of_message_and_no_other_kind_is_left_over() -> None:
    spoken = {move.message for move in states.MOVES if move.message}
    assert {kind.key for kind in KINDS} == spoken | WITHOUT_A_MOVE


def test_only_the_middle_two_messages_are_off_by_default() -> None:
    """Settled: in_process and in_production are on in the Buleleng profile, off elsewhere."""
    assert {kind.name for kind in KINDS if not kind.default_on} == {"in_process", "in_production"}


def test_every_move_has_a_word_for_the_history() -> None:
    assert {move.name for move in states.MOVES} == set(labels.STEPS)


@pytest.mark.parametrize("use", ["paper", "field", "reject", "cancel"])
def test_reasons_have_one_key_each_and_a_whole_sentence(use: labels.ReasonUse) -> None:
    reasons = [reason for reason in labels.REASONS if reason.use == use]
    assert [reason.key for reason in reasons] == [str(n + 1) for n in range(len(reasons))]
    assert reasons[-1].code == labels.OTHER
    for reason in reasons:
        assert reason.sentence(item="Kartu Keluarga", note="Tulis ulang.").endswith(".")
        assert "{" not in reason.sentence(item="Kartu Keluarga", note="Tulis ulang.")
