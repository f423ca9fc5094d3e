"""Each state has one colour, one icon and one sentence, in the words of the house's table (S3-13)."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils.translation import override

from loket.foundation.ui import icons, statuses

WORDS = {
    "draft": ("Belum dikirim", "Draf"),
    "submitted": ("Terkirim", "Diajukan"),
    "in_verification": ("Sedang diperiksa", "Diverifikasi"),
    "returned": ("Perlu diperbaiki", "Perlu perbaikan"),
    "approved": ("Disetujui", "Disetujui"),
    "awaiting_visit": ("Menunggu jadwal datang", "Menunggu kunjungan"),
    "in_process": ("Dalam proses", "Dalam proses"),
    "in_production": ("Dalam pengerjaan", "Dalam pengerjaan"),
    "ready": ("Siap diambil", "Siap diambil"),
    "sent": ("Sedang dikirim", "Dikirim"),
    "completed": ("Selesai", "Selesai"),
    "rejected": ("Tidak bisa diproses", "Ditolak"),
    "cancelled": ("Dibatalkan", "Dibatalkan"),
}


def test_the_thirteen_states_speak_the_agreed_words() -> None:
    with override("id"):
        told = {code: (str(s.resident), str(s.officer)) for code, s in statuses.APPLICATION.items()}
    assert told == WORDS


@pytest.mark.parametrize("group", ["application", "account", "output"])
def test_every_state_has_a_colour_and_a_drawn_icon(group: str) -> None:
    tables = {"application": statuses.APPLICATION, "account": statuses.ACCOUNT, "output": statuses.OUTPUT}
    for status in tables[group].values():
        assert status.tone in {"nila", "kunyit", "pandan", "bata"}
        assert icons.drawing(status.icon).startswith("<svg")
        assert str(status.sentence).endswith(".")


def test_a_cap_says_its_word_and_not_only_its_colour() -> None:
    html = Template('{% load ui %}{% status_cap "ready" %}').render(Context())
    assert "Siap diambil" in html
    assert "<svg" in html


def test_an_unknown_icon_is_an_error_of_the_program() -> None:
    with pytest.raises(icons.UnknownIcon):
        icons.drawing("../../settings")
