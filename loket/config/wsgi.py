"""The WSGI application that granian serves."""

import gc
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def behind_tls(serve: Application) -> Application:
    """In production the front alone speaks TLS, and the cookies allow nothing else: every request came by https.

    So the Origin and Referer checks compare with ``https://`` whatever headers the front forwards (rule 29).
    """

    def served(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return serve({**environ, "wsgi.url_scheme": "https"}, start_response)

    return served


def _application() -> Application:
    from django.conf import settings

    serve = get_wsgi_application()
    if not settings.TESTING:
        from .warming import warm

        warm()
    return behind_tls(serve) if settings.LOKET_MODE == "production" else serve


application = _application()

# What was loaded stays: the collector need not walk through it again for every few hundred new objects.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 50)
