"""The web process: granian with the two flags that keep it alive (see docs/decisions)."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

WORKERS, THREADS = 2, 2


def serve_web() -> int:
    """Check the database, then become the web server on ``PORT`` (default 8000)."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from . import startup

    startup.refuse_unsafe_database()
    connection.close()
    call_command("collectstatic", interactive=False, verbosity=0)
    os.execv(sys.executable, [sys.executable, *web_command()[1:]])


def web_command(environment: Mapping[str, str] = os.environ) -> list[str]:
    """How the web server is started; also what the benchmarks and browser tests start."""
    return [
        sys.executable, "-m", "granian", "loket.config.wsgi:application",
        "--interface", "wsgi",
        "--host", environment.get("HOST", "127.0.0.1"),
        "--port", environment.get("PORT", "8000"),
        "--workers", environment.get("LOKET_WEB_WORKERS", str(WORKERS)),
        "--blocking-threads", environment.get("LOKET_WEB_THREADS", str(THREADS)),
        # Without these, kill -9 of one worker ends the server and an early SIGTERM hangs it.
        "--respawn-failed-workers",
        "--workers-kill-timeout", "10",
        "--no-ws",
        "--log-level", "warning",
    ]  # fmt: skip
