"""An operator for tests, logged in, and a new dinas to open."""

from __future__ import annotations

import pyotp
from django.test import Client

from loket.foundation.kernel import clock
from loket.operators.actions.create_operator import create_operator
from loket.operators.models import Operator
from loket.operators.rules import Order

HOST = "operator.localhost"
PASSWORD = "menara air di tepi sawah"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW_HOST = "jembrana.localhost"

ORDER = {
    "host": NEW_HOST,
    "profile": "nasional",
    "regency": "51.01",
    "name": "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Jembrana",
    "short_name": "Disdukcapil Jembrana",
    "reference_prefix": "JBR",
    "admin_name": "Ibu Ayu Contoh",
    "admin_username": "ayu",
    "admin_phone": "081299990001",
    "admin_email": "ayu@contoh.example",
}


def operator() -> Operator:
    """An operator whose second factor is enrolled already."""
    return create_operator("dewi", "Dewi Operator", password=PASSWORD, totp_secret=SECRET)


def browser_of(someone: Operator) -> Client:
    """A browser in which the operator has given password and second factor."""
    browser = Client(headers={"host": HOST})
    first = browser.post("/masuk/", {"username": someone.username, "password": PASSWORD})
    assert first.status_code == 302, first.content.decode()
    second = browser.post("/masuk/kode/", {"kode": code()})
    assert second.status_code == 302, second.content.decode()
    return browser


def code(offset: int = 0) -> str:
    """The code the app shows now, or so many half minutes later."""
    return pyotp.TOTP(SECRET).generate_otp(int(clock.now().timestamp()) // 30 + offset)


def order(**other: str) -> Order:
    """The order of Jembrana, with other values where given."""
    return Order(**{**ORDER, "admin_phone": "+6281299990001", **other})
