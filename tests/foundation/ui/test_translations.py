"""Every Indonesian sentence has its English twin, and the compiled catalogue is fresh (X-10, goal 30)."""

from __future__ import annotations

import re

from django.utils import translation
from django.utils.translation import gettext

from scripts import translations

_PLACES = re.compile(r"%\(\w+\)\w+|\{\w*\}")


def test_no_sentence_lacks_its_english_twin() -> None:
    found = translations.gaps(translations.kept(), translations.collected())
    assert not found, "run python scripts/translations.py and write the English of: " + "; ".join(found[:20])


def test_the_compiled_catalogue_is_fresh() -> None:
    assert translations.MO.read_bytes() == translations.compiled(translations.kept()), (
        "run python scripts/translations.py"
    )


def test_names_in_braces_are_the_same_in_both_languages() -> None:
    wrong = []
    for message in translations.kept():
        ids = message.id if isinstance(message.id, tuple | list) else [message.id]
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        wanted = set(_PLACES.findall(str(ids[-1])))
        wrong += [
            ids[0]
            for string in strings
            if message.id and string and set(_PLACES.findall(str(string))) != wanted
        ]
    assert not wrong


def test_no_english_sentence_was_left_in_indonesian() -> None:
    telling = re.compile(r"\b(yang|tidak|sudah|dengan|untuk|Anda|lagi|belum)\b")
    left = [
        str(message.string) for message in translations.kept() if telling.search(str(message.string or ""))
    ]
    assert not left


def test_english_readers_get_english() -> None:
    with translation.override("en"):
        assert gettext("Semua layanan gratis.") == "All services are free of charge."
    with translation.override("id"):
        assert gettext("Semua layanan gratis.") == "Semua layanan gratis."
