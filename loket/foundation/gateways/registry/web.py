"""The register as a web service: one JSON question, one answer per field.

Question: ``{"nik": "…", "fields": {"nama": "…"}, "purpose": "…", "legal_basis": "…", "reference": "…"}``.
Answer: ``{"found": true, "result": {"nama": "Sesuai", "no_kk": "Tidak Sesuai"}}``. A dinas' connector to the
data centre translates between this and its own agreement. Anything else, of any size or shape, is silence.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from loket.foundation.gateways.http import Answer
from loket.foundation.gateways.outgoing import TransportError

from .port import Comparison, Question, RegistrySilent

#: "Nobody there", a cut or a 5xx is tried once more: a comparison changes nothing, so twice does no harm.
TRIES = 2
_PAUSE = 0.3
_WORDS = {"sesuai": True, "tidak sesuai": False}
#: Codes that say the setting is wrong on our side, not that the register is away.
_OUR_FAULT = ("http_401", "http_403")


class Client(Protocol):
    """What is needed of ``http.JsonClient``."""

    def post(self, path: str, payload: dict[str, object], *, key: str) -> Answer:
        """Post and read; raises TransportError."""
        ...


class WebRegistry:
    """Asks the connector; bounded by the client's time limit times ``TRIES``."""

    def __init__(self, client: Client, *, sleep: Callable[[float], None] = time.sleep) -> None:
        """``client`` carries address, token, time limit, size limit and breaker."""
        self._client = client
        self._sleep = sleep

    def compare(self, question: Question) -> Comparison:
        """Ask, once more when nobody was there. Raises ``RegistrySilent``."""
        payload: dict[str, object] = {
            "nik": question.nik,
            "fields": dict(question.fields),
            "purpose": question.purpose,
            "legal_basis": question.legal_basis,
            "reference": question.key,
        }
        return _read(self._asked(payload, question.key), question)

    def _asked(self, payload: dict[str, object], key: str) -> Answer:
        for attempt in range(1, TRIES + 1):
            try:
                return self._client.post("", payload, key=key)
            except TransportError as error:
                again = error.code in {"unreachable", "cut"} or error.code.startswith("http_5")
                if attempt == TRIES or not again:
                    raise RegistrySilent(error.code, is_outage=error.code not in _OUR_FAULT) from error
            self._sleep(_PAUSE)
        raise AssertionError("unreachable")


def _read(answer: Answer, question: Question) -> Comparison:
    if answer.status >= 300:
        raise RegistrySilent(f"http_{answer.status}", is_outage=False)
    found, result = answer.body.get("found"), answer.body.get("result")
    if found is False:
        return Comparison(is_known=False, verdicts={})
    if found is not True or not isinstance(result, dict):
        raise RegistrySilent("garbage")
    return Comparison(True, {name: _verdict(result.get(name)) for name in question.fields})


def _verdict(word: object) -> bool | None:
    return _WORDS.get(word.strip().lower()) if isinstance(word, str) else None
