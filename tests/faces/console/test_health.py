"""Messages that wait or failed, and room (A14)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from loket.files.backup_mark import BackupMark, remember_backup
from loket.foundation.kernel import clock
from loket.notifications import states
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.notifications.models import Message, MessageText
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .rai import rai

PAGE = "/kelola/kesehatan/"
VALUES = {"layanan": "KTP hilang", "nomor": "BLL-26-7KQ4M2XP-C"}


@pytest.fixture
def failed(buleleng: Tenant) -> Message:
    """A message that reached nobody."""
    with in_tenant(buleleng):
        to = Recipient(phone="+6281234567890")
        (message,) = queue("applications.approved", to=to, variables=VALUES, ref="BLL-26-7KQ4M2XP-C/3")
        Message.objects.filter(pk=message.pk).update(
            state=states.FAILED, next_channels=[], error="whatsapp_131026", attempts=8
        )
    return message


@pytest.fixture
def browser(buleleng: Tenant) -> Client:
    """Ibu Rai at the console."""
    return rai(buleleng)


def test_all_is_well_when_nothing_failed(browser: Client) -> None:
    page = browser.get(PAGE).content.decode()
    assert "Semua pesan sampai." in page
    assert "Ruang kosong" in page


def test_a_failed_message_is_named_without_its_person_and_sent_again(
    browser: Client, buleleng: Tenant, failed: Message
) -> None:
    page = browser.get(PAGE).content.decode()
    assert "Pengajuan disetujui" in page
    assert "BLL-26-7KQ4M2XP-C" in page
    assert "81234567890" not in page
    assert "1 pesan tidak sampai ke warga." in browser.get("/kelola/").content.decode()
    assert browser.post(f"{PAGE}kirim-lagi/{failed.key}/").status_code == 302
    assert "Pesan dikirim lagi." in browser.get(PAGE).content.decode()
    with in_tenant(buleleng):
        failed.refresh_from_db()
        assert failed.state == states.QUEUED
    assert browser.post(f"{PAGE}kirim-lagi/{failed.key}/").status_code == 302
    assert "sudah dikirim lagi" in browser.get(PAGE).content.decode(), "twice is told, not done"


def test_all_failed_messages_go_again_together(browser: Client, buleleng: Tenant, failed: Message) -> None:
    assert browser.post(f"{PAGE}kirim-lagi/").status_code == 302
    assert "1 pesan dikirim lagi." in browser.get(PAGE).content.decode()


def test_a_message_of_another_dinas_is_not_here(failed: Message, surakarta: Tenant) -> None:
    joko = rai(surakarta)
    assert "Semua pesan sampai." in joko.get(PAGE).content.decode()
    assert joko.post(f"{PAGE}kirim-lagi/{failed.key}/").status_code == 404


def test_the_home_page_names_texts_that_cannot_be_sent(browser: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        MessageText.objects.create(
            kind="applications.approved", channel="whatsapp", language="id", text="Halo {tidak_ada}"
        )
    home = browser.get("/kelola/").content.decode()
    assert "tidak bisa dipakai; teks bawaan dikirim" in home
    assert "1 tulisan dinas belum ada bahasa Inggrisnya." in home


def test_the_age_of_the_backup_is_said_as_it_is(browser: Client, settings: Any, tmp_path: Path) -> None:
    """A14: none known, one of this night, one that is too old; what cannot be read counts as none."""
    settings.LOKET_DATA = tmp_path
    assert "Belum ada cadangan yang tercatat di server ini." in browser.get(PAGE).content.decode()
    remember_backup(tmp_path, BackupMark(clock.now() - timedelta(hours=5), 1_300_000_000))
    page = browser.get(PAGE).content.decode()
    assert "5 j 00 m" in page
    assert "1,2 GB" in page
    assert "Cadangan terakhir sudah lebih" not in page
    remember_backup(tmp_path, BackupMark(clock.now() - timedelta(days=3), 1))
    assert "Cadangan terakhir sudah lebih dari sehari." in browser.get(PAGE).content.decode()
    (tmp_path / "last_backup.json").write_text("[]")
    assert "Belum ada cadangan" in browser.get(PAGE).content.decode()
