"""Web and worker refuse a database role that could walk through the tenant wall (security rule 2)."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from loket.config.embedded_postgres import APPLICATION_ROLE, OWNER_ROLE
from tests.database import TEMPLATE, address

_PROBE = """
import django
django.setup()
from loket.config.startup import refuse_unsafe_database
refuse_unsafe_database()
"""


def _probe(role: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LOKET_DATABASE_URL": address(TEMPLATE, role)}
    command = [sys.executable, "-W", "ignore", "-c", _PROBE]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_application_role_may_start() -> None:
    assert _probe(APPLICATION_ROLE).returncode == 0


@pytest.mark.parametrize("role", [OWNER_ROLE, "postgres"])
def test_owner_and_superuser_may_not(role: str) -> None:
    refused = _probe(role)
    assert refused.returncode == 1
    assert "terlalu berkuasa" in refused.stderr
