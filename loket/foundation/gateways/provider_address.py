"""A provider's address as an operator gives it: place, token and options in one URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit


@dataclass(frozen=True)
class ProviderAddress:
    """``https://<token>@host/path?option=value``, taken apart."""

    #: without token and options
    url: str
    #: sent as a bearer token
    token: str = field(repr=False)
    options: Mapping[str, str]

    @classmethod
    def from_url(cls, text: str) -> ProviderAddress:
        """Read the URL; raises ValueError with a plain sentence (and without the token) when it is none."""
        parts = urlsplit(text)
        if parts.scheme not in {"https", "http"} or not parts.hostname:
            raise ValueError("A provider's address must look like https://<token>@host/path")
        place = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
        token = unquote(parts.password or parts.username or "")
        url = urlunsplit((parts.scheme, place, parts.path.rstrip("/"), "", ""))
        return cls(url=url, token=token, options=dict(parse_qsl(parts.query)))
