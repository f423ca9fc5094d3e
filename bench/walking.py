"""One resident applies: every screen opened and sent as a browser without script would do it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .client import Answer, Browser, Form, form_of

SERVICE = "ktp-hilang"
PHOTOS = 4
PER_PAPER = 2
#: Accepted by the CSRF check when cookie and field agree.
TOKEN = "a" * 32
#: What is typed where no choice is offered; slugs of the catalogue.
TYPED = {
    "surat_polisi_nomor": "SKTLK/123/XI/2026",
    "surat_polisi_tgl_hari": "1",
    "surat_polisi_tgl_bulan": "11",
    "surat_polisi_tgl_tahun": "2026",
    "surat_polisi_polsek": "Polsek Seririt",
}


class ServerError(Exception):
    """The server answered what no resident should ever see."""


@dataclass
class Walk:
    """What one application took: seconds of pages read, of forms sent, and its number."""

    reading: float = 0.0
    sending: float = 0.0
    requests: int = 0
    reference: str = ""
    screens: list[str] = field(default_factory=list)


def visitor(port: int, host: str, session: str) -> Browser:
    """The browser of somebody who is logged in."""
    return Browser(port, host, {"masuk": session, "csrf": TOKEN})


def apply(browser: Browser, photo: bytes, *, begin: str = f"/layanan/{SERVICE}/mulai/") -> Walk:
    """Walk from "Mulai", which posts to ``begin``, to the receipt, every screen opened and sent.

    Raises ``ServerError`` for any answer that is not a page or a redirect.
    """
    walk, left = Walk(), PHOTOS
    answer = _timed(walk, browser.post(begin, [("csrfmiddlewaretoken", TOKEN)]), sent=True)
    while not walk.reference:
        path = _target(answer)
        page = _timed(walk, browser.get(path), sent=False)
        if path.endswith("/terkirim/"):
            walk.reference = path.split("/")[2]
            break
        form = form_of(page.text)
        if form is None:
            raise ServerError(f"no form at {path}: {page.status}")
        walk.screens.append(path.split("/", 3)[3])
        fields = filled(form)
        files: list[tuple[str, bytes]] = []
        if form.files:
            count = min(left, PER_PAPER)
            files, left = [(form.files[0], photo)] * count, left - count
        target = form.action or path
        answer = _timed(walk, browser.post(target, fields, files if form.files else None), sent=True)
        if answer.status != 302:
            raise ServerError(f"{answer.status} at {target}: {answer.text}")
    return walk


def _target(answer: Answer) -> str:
    if answer.status != 302:
        raise ServerError(f"{answer.status}: {answer.text}")
    return answer.headers["location"]


def _timed(walk: Walk, answer: Answer, *, sent: bool) -> Answer:
    if answer.status >= 400:
        raise ServerError(f"{answer.status}: {answer.text}")
    if sent:
        walk.sending += answer.seconds
    else:
        walk.reading += answer.seconds
    walk.requests += 1
    return answer


def filled(form: Form) -> list[tuple[str, str]]:
    """The form's fields with every empty one answered: the first choice, or something believable."""
    fields = [(name, TOKEN if name == "csrfmiddlewaretoken" else value) for name, value in form.fields]
    answered = {name for name, value in fields if value}
    for name in dict.fromkeys(form.names):
        if name in answered or name in form.files:
            continue
        fields = [(other, value) for other, value in fields if other != name]
        choices = [choice for choice in form.choices.get(name, []) if choice]
        fields.append((name, choices[0] if choices else TYPED.get(name, "")))
    return fields
