"""Production mode, in a process of its own: no demo pages, hard cookies, forms that work behind TLS."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.database import address, clone_template

_PROBE = """
import json, re, django
django.setup()
from django.core.management import call_command
from django.test import Client
from loket.tenants.actions.create_from_profile import create_from_profile
call_command("collectstatic", interactive=False, verbosity=0)
create_from_profile("buleleng", "layanan.example.go.id")
client = Client(enforce_csrf_checks=True, headers={"host": "layanan.example.go.id", "x-forwarded-proto": "https"})
page = client.get("/masuk/")
token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.content.decode()).group(1)
form = {"nik": "1", "password": "x", "csrfmiddlewaretoken": token}
samples = ("/contoh/", "/contoh/akun.json", "/contoh/pesan.json", "/ui/")
own = client.post("/masuk/", form, headers={"origin": "https://layanan.example.go.id"})
sibling = client.post("/masuk/", form, headers={"origin": "https://lain.example.go.id"})
print(json.dumps({
    "samples": [client.get(path).status_code for path in samples],
    "localhost": Client(headers={"host": "localhost"}).get("/").status_code,
    "cookies": {name: bool(value["secure"]) for name, value in client.cookies.items()},
    "strict": page.headers.get("Strict-Transport-Security", ""),
    "own": own.status_code, "sibling": sibling.status_code,
}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What an installation in production mode answers."""
    name = f"loket_production_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    clone_template(name)
    key = base64.b64encode(b"k" * 32).decode()
    environment = {
        **os.environ,
        "LOKET_MODE": "production",
        "LOKET_DATA": str(tmp_path_factory.mktemp("production")),
        "LOKET_DATABASE_URL": address(name),
        "LOKET_SECRET_KEY": "s" * 50,
        "LOKET_MASTER_KEY": key,
        "DJANGO_SETTINGS_MODULE": "loket.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _PROBE],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_demo_pages_do_not_exist(production: dict[str, object]) -> None:
    assert production["samples"] == [404, 404, 404, 404]
    assert production["localhost"] == 404


def test_cookies_are_bound_to_host_and_tls(production: dict[str, object]) -> None:
    cookies = production["cookies"]
    assert isinstance(cookies, dict)
    assert cookies, "the log-in page sets a cookie"
    assert all(cookies.values()), f"not secure: {cookies}"
    assert any(name.startswith("__Host-") for name in cookies)
    assert production["strict"]


def test_a_form_works_behind_tls_and_not_from_a_sibling(production: dict[str, object]) -> None:
    """Security rule 29: sibling tenants are same-site, so the Origin is checked too."""
    assert production["own"] == 422
    assert production["sibling"] == 403
