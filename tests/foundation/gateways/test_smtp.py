"""Letters by real SMTP: headers, refusals and the rules about passwords."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loket.foundation.gateways.email.smtp import SmtpAddress, SmtpEmail
from loket.foundation.gateways.outgoing import TransportError

from .postoffice import open_post_office
from .test_channels import LETTER


def test_a_letter_has_the_headers_of_an_honest_machine() -> None:
    with open_post_office() as office:
        SmtpEmail(SmtpAddress.from_url(office.url)).send(replace(LETTER, language="en"))
        (letter,) = office.letters
    assert str(letter["From"]) == "Disdukcapil Buleleng <loket@buleleng.example>"
    assert str(letter["Subject"]) == "KTP siap diambil – besok"
    assert str(letter["Message-ID"]) == f"<{LETTER.key}@buleleng.example>"
    assert (letter["Content-Language"], letter["Auto-Submitted"]) == ("en", "auto-generated")
    assert letter["Date"]
    assert letter.get_content_type() == "text/plain"


@pytest.mark.parametrize("hostile", ["a@example.com\r\nBcc: b@example.com", "no address", ""])
def test_no_header_can_be_smuggled_in(hostile: str) -> None:
    with open_post_office() as office:
        mail = SmtpEmail(SmtpAddress.from_url(office.url))
        with pytest.raises(TransportError) as caught:
            mail.send(replace(LETTER, to=hostile))
        assert caught.value.permanent
        with pytest.raises(TransportError):
            mail.send(replace(LETTER, subject="Halo\nBcc: b@example.com"))
        assert office.letters == []


@pytest.mark.parametrize(("answer", "is_permanent"), [("554 spam", True), ("452 full", False)])
def test_a_refused_letter_is_understood(answer: str, is_permanent: bool) -> None:
    with open_post_office() as office:
        office.letter_answer = answer
        with pytest.raises(TransportError) as caught:
            SmtpEmail(SmtpAddress.from_url(office.url)).send(LETTER)
    assert caught.value.permanent is is_permanent


def test_the_address_is_read_from_one_url() -> None:
    address = SmtpAddress.from_url("smtps://loket%40dinas:p%2Fw@mail.dinas.go.id/?from=loket@dinas.go.id")
    assert (address.host, address.port, address.implicit_tls) == ("mail.dinas.go.id", 465, True)
    assert (address.user, address.password, address.sender) == ("loket@dinas", "p/w", "loket@dinas.go.id")
    assert "p/w" not in repr(address)


@pytest.mark.parametrize("url", ["http://mail", "mail.example", "smtp://"])
def test_another_url_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="LOKET_SMTP_URL"):
        SmtpAddress.from_url(url)
