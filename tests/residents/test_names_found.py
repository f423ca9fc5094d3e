"""A name is found however it is typed (issue 4, "One person, all channels"; S3-5), for accounts and for cases."""

from __future__ import annotations

import pytest

from loket.applications.actions.tend_name_words import tend_name_words
from loket.applications.finding import cases_found, wanted
from loket.foundation.kernel.names import normalised
from loket.residents.models import NameWord, Resident
from loket.residents.queries import people_named
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.cases import make_officer, make_resident, sent

PEOPLE = (
    "NI KOMANG AYU YULIANTO", "I KOMANG DARMAYANTI", "NI LUH AYU SUPARMAN", "I WAYAN WIJAYA SUWANDI",
    "NI WAYAN WIJAYA KUSUMA", "SITI NUR RAHMAWATI", "SITI NURHALIZA", "IDA BAGUS DANA FIRMANSYAH",
    "MUHAMMAD RIZKY ABDURRAHMAN", "I GUSTI NGURAH RAI D'ARMAWAN", "AYU",
)  # fmt: skip
TYPED = {
    "as it is": ("i wayan wijaya suwandi", "I WAYAN WIJAYA SUWANDI"),
    "a letter left out": ("i wayan wijaya suwndi", "I WAYAN WIJAYA SUWANDI"),
    "a letter too many": ("ni komang ayu yuliannto", "NI KOMANG AYU YULIANTO"),
    "a letter mistaken": ("ida bagus dana firmansyeh", "IDA BAGUS DANA FIRMANSYAH"),
    "neighbours swapped": ("siti nurhailza", "SITI NURHALIZA"),
    "every word mistyped": ("muhamad rizki abdurahman", "MUHAMMAD RIZKY ABDURRAHMAN"),
    "two mistakes in one word": ("i wayan wijaya suwnid", "I WAYAN WIJAYA SUWANDI"),
    "words swapped": ("rahmawati nur siti", "SITI NUR RAHMAWATI"),
    "a word missing": ("siti rahmawati", "SITI NUR RAHMAWATI"),
    "one word": ("firmansyah", "IDA BAGUS DANA FIRMANSYAH"),
    "a short word": ("ayu", "AYU"),
    "with a title": ("dr. ida bagus dana firmansyah, m.kes", "IDA BAGUS DANA FIRMANSYAH"),
    "initials": ("i w wijaya suwandi", "I WAYAN WIJAYA SUWANDI"),
    "another word of another name": ("ni luh darmayanti suparman", "NI LUH AYU SUPARMAN"),
    "words written together": ("siti nurrahmawati", "SITI NUR RAHMAWATI"),
    "marks and accents": ("i gusti ngurah raí d armawan", "I GUSTI NGURAH RAI D'ARMAWAN"),
}


@pytest.fixture
def people(in_buleleng: Tenant) -> dict[str, Resident]:
    return {name: make_resident(name) for name in PEOPLE}


def test_accounts_and_cases_are_found_however_the_name_is_typed(people: dict[str, Resident]) -> None:
    """Typing mistakes, words swapped, missing and too many, initials, titles: the one meant stands first."""
    cases = {name: sent(applicant=one) for name, one in people.items()}
    officer = make_officer("verifikator_layanan")
    for how, (typed, meant) in TYPED.items():
        sought = wanted(typed)
        assert people_named(sought.text, None)[0].name == meant, how
        assert cases_found(officer, sought)[0].pk == cases[meant].pk, how


def test_somebody_nobody_is_called_is_not_found(people: dict[str, Resident]) -> None:
    for typed in ("kartosuwiryo", "siti zzyzx", "qwx"):
        assert people_named(typed, None) == [], typed


def test_a_name_that_was_corrected_is_found_by_its_new_words(people: dict[str, Resident]) -> None:
    one = people["SITI NURHALIZA"]
    one.name = "SITI PURNAMASARI"
    one.save()
    assert [found.pk for found in people_named("siti purnamasri", None)] == [one.pk]


def test_a_word_without_end_is_sought_as_quickly_as_any_other(people: dict[str, Resident]) -> None:
    """Bad input: what is left of a word when a letter is left out grows with the square of its length."""
    for typed in ("x" * 100_000, "ayu " * 30_000, "\ufb03" * 50_000):
        sought = wanted(typed)
        assert len(sought.text) <= 120
        people_named(sought.text, None)
        cases_found(make_officer("verifikator_layanan"), sought)
    assert people_named("x" * 100_000, None) == []


def test_a_name_whose_letters_become_several_is_kept(in_buleleng: Tenant) -> None:
    """Bad input: a ligature is written out in three letters; the name is kept, and no word is longer than a name."""
    name = "\ufb03" * 100
    sent(applicant=make_resident(name))
    assert max(map(len, NameWord.objects.values_list("word", flat=True)), default=0) <= 120


def test_zones_hold_for_names(people: dict[str, Resident]) -> None:
    """S3-49."""
    assert people_named("siti nurhaliza", ["51.08.02"]) == []
    assert len(people_named("siti nurhaliza", ["51.08.06"])) == 1


def test_words_of_another_dinas_mean_nothing_here(buleleng: Tenant, surakarta: Tenant) -> None:
    """Security rule 1, for the table of words and for the function that belongs to the owner."""
    with in_tenant(surakarta):
        make_resident("BAMBANG SOEGIHARTO")
    with in_tenant(buleleng):
        make_resident("I MADE SUGIARTO")
        assert not NameWord.objects.filter(word="bambang").exists()
        assert people_named("bambang soegiharto", None) == []


def test_words_leave_with_the_last_who_bore_them(people: dict[str, Resident]) -> None:
    """Nothing of a name is kept longer than the person; what was lost is learned again."""
    assert tend_name_words() == NameWord.objects.count()
    Resident.objects.filter(pk=people["SITI NURHALIZA"].pk).update(name="SITI")
    NameWord.objects.filter(word="suwandi").delete()
    tend_name_words()
    assert not NameWord.objects.filter(word="nurhaliza").exists()
    assert set(NameWord.objects.filter(word__in=["siti", "suwandi"]).values_list("word", flat=True)) == {
        "siti",
        "suwandi",
    }


def test_the_database_writes_names_as_the_program_does(in_buleleng: Tenant) -> None:
    names = [
        *PEOPLE,
        "Ni Lúh-Ayu  Ñandang",
        "dr. H. ABD. RAHMAN, S.Pd.",
        "  ",
        "ANAK AGUNG\tNGURAH",
        "Łukasz Šimić 2",
    ]
    for name in names:
        make_resident(name)
    told = {word for name in names for word in normalised(name).split() if len(word) >= 3}
    assert set(NameWord.objects.values_list("word", flat=True)) == told
