"""Workers killed with -9 while photos are being decoded: every photo is rebuilt all the same (R36)."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest

from loket.files.actions.receive import receive
from loket.files.models import StoredFile
from loket.files.queries import open_rebuilt, thumbnail
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from . import samples

pytestmark = pytest.mark.kill
PHOTOS = 10
KILLS = 4
#: seconds in which every photo must be rebuilt after the last kill
PATIENCE = 40.0
#: The product's own worker, in a hurry, with the slots of photos only; says when it is ready.
_WORKER = """
import django
django.setup()
from loket.config import worker
from loket.files import decoders
decoders.start()
worker.SLOTS = {"files": 2}
print("ready", flush=True)
worker.run(worker.Pace(heartbeat=0.2, dead_after=1.0, poll=0.2, grace=5))
"""


def test_photos_survive_workers_killed_in_mid_decoding(real_commits: str) -> None:
    tenant = create_from_profile("buleleng", "buleleng.localhost")
    with in_tenant(tenant):
        files = [receive(samples.jpeg(3000, 2000), owner=f"session:{number}") for number in range(PHOTOS)]
    chance = random.Random(4)
    for _ in range(KILLS):
        with _worker(real_commits) as worker:
            time.sleep(chance.uniform(0.2, 0.6))
            worker.kill()
    with _worker(real_commits) as worker:
        try:
            _wait_until_rebuilt(tenant)
        finally:
            worker.kill()
    with in_tenant(tenant):
        for file in StoredFile.objects.filter(pk__in=[file.pk for file in files]):
            assert b"PENANDA" not in open_rebuilt(file) + thumbnail(file)
            assert (file.width, file.received_key) == (3000, None)


def _worker(database: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "LOKET_DATABASE_URL": database,
        "LOKET_MODE": "test",
        "PYTHONWARNINGS": "ignore",
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", _WORKER],
        env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert worker.stdout
    assert worker.stdout.readline() == "ready\n"
    return worker


def _wait_until_rebuilt(tenant: Tenant) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with in_tenant(tenant):
            left = StoredFile.objects.exclude(state="rebuilt").count()
        if not left:
            return
        time.sleep(0.2)
    raise AssertionError(f"{left} photos not rebuilt after {PATIENCE} s")
