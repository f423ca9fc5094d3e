"""ClamAV by the Unix socket of its daemon: the INSTREAM command (man clamd, "COMMANDS")."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from loket.foundation.gateways.deadline import DeadlinePassed, within

from .port import ScannerUnavailable

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Clamd:
    """A clamd that listens on ``path``; connecting and one scan together take at most ``seconds``."""

    path: str
    seconds: float = 20.0

    def is_clean(self, content: bytes) -> bool:
        """Whether clamd found nothing. Raises ``ScannerUnavailable`` for errors, size limits and silence."""
        try:
            answer = within(self.seconds + 1, lambda: self._ask(content))
        except (OSError, DeadlinePassed) as error:
            raise ScannerUnavailable(type(error).__name__) from error
        if answer == b"stream: OK":
            return True
        if answer.startswith(b"stream: ") and answer.endswith(b" FOUND"):
            return False
        raise ScannerUnavailable("unexpected answer")

    def _ask(self, content: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(self.seconds)
            connection.connect(self.path)
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                chunk = content[start : start + _CHUNK]
                connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
            connection.sendall(bytes(4))
            return _line(connection)


def _line(connection: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096 and (part := connection.recv(1024)):
        answer += part
    return answer.rstrip(b"\0")
