"""Sending the code of a registration."""

from __future__ import annotations

from django.http import HttpRequest

from loket.accounts.sessions import session_of
from loket.foundation.kernel.identifiers import Phone
from loket.residents.actions.send_code import send_code
from loket.residents.models import Registration


def send_draft_code(request: HttpRequest, draft: Registration) -> None:
    """Send six digits to the draft's phone, bound to this session. Raises as ``send_code``."""
    phone = Phone.parse(draft.answers["no_wa"])
    send_code("register", phone, binding=session_of(request).binding, language=draft.language)
