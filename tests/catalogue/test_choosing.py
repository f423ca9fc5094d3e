"""Choosing a service by what happened, and finding it by everyday words (issue 3)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loket.catalogue.choosing import Question, ask, first_question, found
from loket.catalogue.loading import packaged

SERVICES = packaged().services
TEXTS = {
    code: f"{row['title_id']} {row['title_en']} {row['name_id']} {row['name_en']} {row['for_whom_id']}"
    for code, row in SERVICES.items()
}


def every_question(question: Question | None = None) -> Iterator[Question]:
    here = question or first_question()
    yield here
    for answer in here.answers:
        if answer.question is not None:
            yield from every_question(answer.question)


def test_every_service_of_the_catalogue_is_reached_and_nothing_else() -> None:
    reached = set().union(*(answer.services for answer in first_question().answers))
    assert reached == set(SERVICES)


def test_two_questions_lead_from_a_lost_card_to_its_service() -> None:
    """Issue 3: "KTP hilang, rusak, berubah data, atau baru 17 tahun?"."""
    second = ask(["ktp"], SERVICES)
    assert isinstance(second, Question)
    assert str(second.title) == "KTP hilang, rusak, berubah data, atau baru 17 tahun?"
    assert ask(["ktp", "hilang", "sini"], SERVICES) == "ktp-hilang"
    assert ask(["ktp", "hilang", "lain"], SERVICES) == "ktp-luar-domisili"
    assert ask(["ktp", "nowhere"], SERVICES) is None
    assert ask(["ktp", "hilang", "sini", "more"], SERVICES) is None


def test_no_way_is_longer_than_three_answers_and_no_question_has_more_than_nine() -> None:
    for event in first_question().answers:
        for middle in event.question.answers if event.question else ():
            assert all(leaf.question is None for leaf in (middle.question.answers if middle.question else ()))
    assert max(len(question.answers) for question in every_question()) <= 9


def test_only_what_is_open_is_offered_and_a_single_answer_is_not_asked_for() -> None:
    open_codes = {"ktp-hilang", "ktp-rusak", "akta-kematian"}
    first = ask([], open_codes)
    assert isinstance(first, Question)
    assert [answer.key for answer in first.answers] == ["ktp", "meninggal"]
    assert ask(["meninggal"], open_codes) == "akta-kematian"
    assert ask(["ktp", "hilang"], open_codes) == "ktp-hilang"
    assert ask(["pindah"], open_codes) is None


def test_every_question_and_answer_is_said_in_both_languages() -> None:
    for question in every_question():
        assert question.title.id, question
        assert question.title.en, question
        for answer in question.answers:
            assert answer.label.id, answer
            assert answer.label.en, answer
            assert bool(answer.help.id) == bool(answer.help.en), answer
        keys = [answer.key for answer in question.answers]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("hilang ktp", "ktp-hilang"),
        ("KTP saya ilang", "ktp-hilang"),
        ("ktp patah", "ktp-rusak"),
        ("bikin akta lahir", "akta-kelahiran"),
        ("nikah", "akta-perkawinan"),
        ("mau cerai", "akta-perceraian"),
        ("wafat", "akta-kematian"),
        ("kartu anak", "kia-baru"),
        ("pecah kk", "kk-pisah"),
        ("pindahan", "pindah-keluar"),
        ("nik bpjs", "konsolidasi-manual"),
        ("bule", "sktt-baru"),
        ("lost card", "ktp-hilang"),
        ("ikd", "ikd-aktivasi"),
        ("e-ktp baru", "ktp-baru-pemula"),
    ],
)
def test_everyday_words_find_the_service(said: str, expected: str) -> None:
    """ "hilang ktp" and what people say otherwise, in both languages."""
    hits = found(TEXTS, said)
    assert expected in hits[:8], hits


def test_nonsense_finds_nothing_and_silence_everything() -> None:
    assert found(TEXTS, "zzzz qqqq") == []
    assert found(TEXTS, " ? ") == list(TEXTS)
    assert "mau" not in " ".join(TEXTS.values())
    assert found(TEXTS, "mau") == []
