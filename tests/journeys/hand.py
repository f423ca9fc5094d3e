"""A browser without scripts: reads pages, fills forms, presses buttons, follows redirects, keeps cookies.

Deliberately small and strict: a form is found by the words on its button, a field must exist to be filled.
"""

from __future__ import annotations

import http.client
import secrets
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

_ONE_OF = {"radio", "checkbox"}


@dataclass
class Button:
    """A submit button."""

    name: str
    value: str
    form: str
    words: str = ""


@dataclass
class Form:
    """A form with what it would send untouched."""

    action: str
    method: str
    identity: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    buttons: list[Button] = field(default_factory=list)


class _Reader(HTMLParser):
    """Forms, links and words of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.loose: list[Button] = []
        self.links: list[tuple[str, list[str]]] = []
        self.text: list[str] = []
        self._form: Form | None = None
        self._button: Button | None = None
        self._link: list[str] | None = None
        self._select = ""
        self._area: list[str] | None = None
        self._mute = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag in {"style", "script", "template", "svg"}:
            self._mute += 1
        if self._mute:
            return
        handler = getattr(self, f"_begin_{tag}", None)
        if handler:
            handler(given)

    def _begin_form(self, given: dict[str, str]) -> None:
        self._form = Form(given.get("action", ""), given.get("method", "get").lower(), given.get("id", ""))
        self.forms.append(self._form)

    def _begin_input(self, given: dict[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        if self._form is None or not name:
            return
        self._form.names.add(name)
        if kind == "file":
            self._form.files.add(name)
        elif kind not in _ONE_OF or "checked" in given:
            self._form.fields.append((name, given.get("value", "on" if kind in _ONE_OF else "")))

    def _begin_button(self, given: dict[str, str]) -> None:
        if given.get("type", "submit") != "submit":
            return
        self._button = Button(given.get("name", ""), given.get("value", ""), given.get("form", ""))
        if self._form is not None and not self._button.form:
            self._form.buttons.append(self._button)
        else:
            self.loose.append(self._button)

    def _begin_select(self, given: dict[str, str]) -> None:
        self._select = given.get("name", "")
        if self._form is not None:
            self._form.names.add(self._select)

    def _begin_option(self, given: dict[str, str]) -> None:
        if self._form is not None and self._select and "selected" in given:
            self._form.fields.append((self._select, given.get("value", "")))

    def _begin_textarea(self, given: dict[str, str]) -> None:
        self._select, self._area = given.get("name", ""), []
        if self._form is not None:
            self._form.names.add(self._select)

    def _begin_a(self, given: dict[str, str]) -> None:
        self._link = []
        self.links.append((given.get("href", ""), self._link))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"style", "script", "template", "svg"}:
            self._mute -= 1
        elif tag == "form":
            self._form = None
        elif tag == "button":
            self._button = None
        elif tag == "a":
            self._link = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._area is not None:
            if self._form is not None:
                self._form.fields.append((self._select, "".join(self._area).removeprefix("\n")))
            self._area, self._select = None, ""

    def handle_data(self, data: str) -> None:
        if self._mute:
            return
        if self._area is not None:
            self._area.append(data)
            return
        self.text.append(data)
        if self._button is not None:
            self._button.words += data
        if self._link is not None:
            self._link.append(data)


@dataclass
class Page:
    """What came back after the redirects."""

    status: int
    path: str
    body: bytes
    headers: dict[str, str]

    def __post_init__(self) -> None:
        self._read = _Reader()
        if self.headers.get("content-type", "").startswith("text/html"):
            self._read.feed(self.body.decode())

    @property
    def text(self) -> str:
        """The words of the page, blanks collapsed."""
        return " ".join(" ".join(self._read.text).split())

    def link(self, words: str) -> str:
        """The address of the first link whose words contain ``words``."""
        for address, pieces in self._read.links:
            if words in " ".join("".join(pieces).split()):
                return address
        raise AssertionError(f"no link {words!r} on {self.path}: {self.text[:1500]}")

    def form(self, words: str) -> tuple[Form, Button]:
        """The form with a button that says ``words``."""
        for form in self._read.forms:
            reachable = form.buttons + [
                one for one in self._read.loose if one.form and one.form == form.identity
            ]
            for button in reversed(reachable):
                if words in " ".join(button.words.split()):
                    return form, button
        raise AssertionError(f"no button {words!r} on {self.path} ({self.status}): {self.text[:2500]}")


class Hand:
    """One person's browser at one host."""

    def __init__(self, port: int, host: str = "buleleng.localhost") -> None:
        self.port, self.host = port, host
        self.cookies: dict[str, str] = {}
        self.page = Page(0, "/", b"", {})

    def open(self, path: str) -> Page:
        """Go to an address and to wherever it leads."""
        return self._follow("GET", path, None, {})

    def click(self, words: str) -> Page:
        """Follow a link by its words."""
        return self.open(urljoin(self.page.path, self.page.link(words)))

    def press(self, words: str, files: dict[str, Any] | None = None, **values: Any) -> Page:
        """Fill the form of the button that says ``words`` and press it; a list sends several values."""
        form, button = self.page.form(words)
        strange = (set(values) - form.names) | (set(files or {}) - form.files)
        assert not strange, f"{self.page.path} has no input {strange}: {sorted(form.names)}"
        pairs = [
            (name, value) for name, value in form.fields if name not in values and name not in form.files
        ]
        for name, value in values.items():
            pairs += [(name, str(one)) for one in (value if isinstance(value, list) else [value])]
        if button.name:
            pairs.append((button.name, button.value))
        target = urljoin(self.page.path, form.action or self.page.path)
        if form.method == "get":
            return self.open(f"{target}?{urlencode(pairs)}")
        body, kind = _encoded(pairs, files or {}) if form.files or files else _plain(pairs)
        return self._follow("POST", target, body, {"Content-Type": kind})

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Page:
        """One request without following anything."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {
            "Host": f"{self.host}:{self.port}",
            "Origin": f"http://{self.host}:{self.port}",
            **(headers or {}),
        }
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self._keep(value)
        connection.close()
        return Page(
            answer.status, path, content, {name.lower(): value for name, value in answer.getheaders()}
        )

    def _follow(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Page:
        for _hop in range(8):
            self.page = self.ask(method, path, body, headers)
            if self.page.status not in (301, 302, 303):
                assert self.page.status < 500, f"{method} {path}: {self.page.status}"
                return self.page
            path = urljoin(path, self.page.headers["location"])
            path = path if path.startswith("/") else _path_of(path)
            method, body, headers = "GET", None, {}
        raise AssertionError(f"too many redirects at {path}")

    def _keep(self, cookie: str) -> None:
        pair, _semicolon, rest = cookie.partition(";")
        name, _equals, value = pair.partition("=")
        if "max-age=0" in rest.lower() or not value.strip('"'):
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value


def _path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _plain(pairs: list[tuple[str, str]]) -> tuple[bytes, str]:
    return urlencode(pairs).encode(), "application/x-www-form-urlencoded"


def _encoded(pairs: list[tuple[str, str]], files: dict[str, Any]) -> tuple[bytes, str]:
    mark = secrets.token_hex(16)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in pairs
    ]
    for name, given in files.items():
        for content in given if isinstance(given, list) else [given]:
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="IMG.jpg"\r\n'
            parts.append(f"{head}Content-Type: image/jpeg\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
