"""A browser as lean as can be: one kept connection, cookies, forms. Its own CPU is not the server's."""

from __future__ import annotations

import secrets
import socket
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit


@dataclass(slots=True)
class Answer:
    """Status, headers (lower case) and body of one answer, and the seconds it took."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")


@dataclass
class Browser:
    """One visitor of ``host`` on the server at ``port``; every answer's seconds are kept in ``spent``."""

    port: int
    host: str
    cookies: dict[str, str] = field(default_factory=dict)
    spent: list[float] = field(default_factory=list)
    _line: socket.socket | None = None

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self.send("GET", path)

    def post(
        self, path: str, fields: list[tuple[str, str]], files: list[tuple[str, bytes]] | None = None
    ) -> Answer:
        """Send a form; with files as multipart, as browsers do."""
        if files is None:
            body, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        else:
            body, kind = _multipart(fields, files)
        return self.send(
            "POST", path, body, {"Content-Type": kind, "Origin": f"http://{self.host}:{self.port}"}
        )

    def send(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        """One request and its whole answer; a connection the server has closed is opened again."""
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            f"Content-Length: {len(body)}",
        ]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        message = ("\r\n".join(lines) + "\r\n\r\n").encode() + body
        before = time.perf_counter()
        try:
            answer = self._exchange(message, method)
        except (OSError, EOFError):
            self.close()
            answer = self._exchange(message, method)
        answer.seconds = time.perf_counter() - before
        self.spent.append(answer.seconds)
        return answer

    def follow(self, answer: Answer) -> Answer:
        """Go where an answer leads, if it is a redirect."""
        while answer.status in (301, 302, 303):
            answer = self.get(where(answer))
        return answer

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _exchange(self, message: bytes, method: str) -> Answer:
        if self._line is None:
            self._line = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._line.sendall(message)
        received = bytearray()
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        status, headers = self._head(bytes(received[:end]))
        body = bytes(received[end + 4 :])
        if method != "HEAD" and status != 204:
            body = self._body(body, headers)
        return Answer(status, headers, body, 0.0)

    def _head(self, head: bytes) -> tuple[int, dict[str, str]]:
        first, *rest = head.decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in rest:
            name, _, value = line.partition(":")
            if name.lower() == "set-cookie":
                cookie, _, content = value.strip().partition(";")[0].partition("=")
                self.cookies[cookie] = content
            headers[name.lower()] = value.strip()
        return int(first.split()[1]), headers

    def _body(self, body: bytes, headers: dict[str, str]) -> bytes:
        if "content-length" in headers:
            wanted = int(headers["content-length"])
            while len(body) < wanted:
                body += self._more()
            return body
        if headers.get("transfer-encoding") == "chunked":
            return self._chunks(body)
        return body

    def _chunks(self, body: bytes) -> bytes:
        whole = b""
        while True:
            while b"\r\n" not in body:
                body += self._more()
            size_line, _, body = body.partition(b"\r\n")
            size = int(size_line, 16)
            while len(body) < size + 2:
                body += self._more()
            whole, body = whole + body[:size], body[size + 2 :]
            if size == 0:
                return whole

    def _more(self) -> bytes:
        assert self._line is not None
        part = self._line.recv(1 << 16)
        if not part:
            raise EOFError
        return part


def where(answer: Answer) -> str:
    """Path of a redirect's target."""
    parts = urlsplit(urljoin("http://x/", answer.headers["location"]))
    return parts.path + (f"?{parts.query}" if parts.query else "")


@dataclass
class Form:
    """The first form of a page that is sent by POST: its fields as they would be sent, its file inputs."""

    action: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)


class _FormReader(HTMLParser):
    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.form: Form | None = None
        self._inside = self._done = False
        self._wanted, self._select = wanted, ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        if tag == "form" and not self._done:
            is_post = told.get("method", "").lower() == "post" and self._wanted in told.get("action", "")
            if is_post:
                self.form, self._inside = Form(told.get("action", "")), True
        elif self._inside and self.form is not None:
            self._input(tag, told, self.form)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._inside:
            self._inside, self._done = False, True

    def _input(self, tag: str, told: dict[str, str], form: Form) -> None:
        name = told.get("name", "")
        if tag == "option" and self._select:
            form.choices.setdefault(self._select, []).append(told.get("value", ""))
        elif name and tag in ("input", "select", "textarea"):
            form.names.append(name)
            self._select = name if tag == "select" else ""
            if tag == "input":
                self._typed(name, told.get("type", "text"), told, form)

    def _typed(self, name: str, kind: str, told: dict[str, str], form: Form) -> None:
        if kind == "file":
            form.files.append(name)
        elif kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(told.get("value", "on"))
            if "checked" in told:
                form.fields.append((name, told.get("value", "on")))
        elif kind not in ("submit", "button"):
            form.fields.append((name, told.get("value", "")))


def form_of(page: str, *, action: str = "") -> Form | None:
    """The first POST form of ``page`` whose action contains ``action``."""
    reader = _FormReader(action)
    reader.feed(page)
    return reader.form


def _multipart(fields: list[tuple[str, str]], files: list[tuple[str, bytes]]) -> tuple[bytes, str]:
    line = "----loket" + secrets.token_hex(8)
    parts: list[bytes] = []
    for name, value in fields:
        parts.append(f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, content in files:
        head = f'--{line}\r\nContent-Disposition: form-data; name="{name}"; filename="foto.jpg"\r\n'
        parts += [head.encode() + b"Content-Type: image/jpeg\r\n\r\n", content, b"\r\n"]
    return b"".join(parts) + f"--{line}--\r\n".encode(), f"multipart/form-data; boundary={line}"
