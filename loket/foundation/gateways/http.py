"""The one HTTP client for everything that leaves: https only, no redirects, bounded time and size."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from loket.foundation.gateways.breaker import Breaker
from loket.foundation.gateways.deadline import DeadlinePassed, within
from loket.foundation.gateways.outgoing import TransportError

#: what we read of an answer at most, in bytes
ANSWER_LIMIT = 64 * 1024
#: answers after which the same request may succeed later; 401 and 403 are a wrong setting on our side
TRY_AGAIN = frozenset({401, 403, 408, 425, 429})


@dataclass
class Answer:
    """What a partner answered."""

    status: int
    body: dict[str, object] = field(default_factory=dict)

    @property
    def is_temporary(self) -> bool:
        """Whether the same request may succeed later."""
        return self.status in TRY_AGAIN or self.status >= 500


class JsonClient:
    """Posts JSON to one partner; keeps its connections open between calls."""

    def __init__(
        self,
        base_url: str,
        *,
        token: str,
        total_seconds: float = 15.0,
        plain_http: bool = False,
    ):
        """``plain_http`` is for tests against a stub on this machine; everything else is https."""
        if not base_url.startswith("https://") and not plain_http:
            raise ValueError("A gateway's address must begin with https://")
        self._url = base_url.rstrip("/")
        self._total = total_seconds
        self._breaker = Breaker()
        self._client = httpx.Client(
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(min(10.0, total_seconds), connect=min(5.0, total_seconds)),
            follow_redirects=False,
            trust_env=False,
        )

    def post(self, path: str, payload: Mapping[str, object], *, key: str) -> Answer:
        """Post and read the answer, whatever its status below 500 and other than "try later".

        Raises TransportError (temporary) when nobody answers in time or the answer says "later".
        """
        with self._breaker.guarding():
            try:
                answer = within(self._total, lambda: self._post(path, payload, key))
            except DeadlinePassed as error:
                raise TransportError("deadline", uncertain=True) from error
            except (
                httpx.ConnectError,
                httpx.ConnectTimeout,
                httpx.PoolTimeout,
            ) as error:
                raise TransportError("unreachable") from error
            except httpx.HTTPError as error:
                raise TransportError("cut", uncertain=True) from error
            if answer.is_temporary:
                raise TransportError(f"http_{answer.status}")
            return answer

    def _post(self, path: str, payload: Mapping[str, object], key: str) -> Answer:
        url = f"{self._url}/{path}" if path else self._url
        with self._client.stream("POST", url, json=payload, headers={"Idempotency-Key": key}) as response:
            body = b""
            for piece in response.iter_bytes():
                body += piece
                if len(body) > ANSWER_LIMIT:
                    break
        return Answer(response.status_code, _read_object(body))


def _read_object(body: bytes) -> dict[str, object]:
    try:
        data = json.loads(body)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
