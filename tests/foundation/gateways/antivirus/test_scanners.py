"""The scanners keep one contract: a verdict, or no verdict; never a guess."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.test import override_settings

from loket.foundation.gateways.antivirus import ScannerUnavailable, scanner
from loket.foundation.gateways.antivirus.clamd import Clamd
from loket.foundation.gateways.antivirus.sandbox import NoScanner

#: The harmless test pattern every scanner knows (EICAR), split so that no scanner finds this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

Answering = Callable[[bytes], bytes]


class FakeClamd(threading.Thread):
    """Speaks clamd's INSTREAM over a Unix socket, with an answer of the test's choosing."""

    def __init__(self, path: Path, answering: Answering) -> None:
        super().__init__(daemon=True)
        self.path, self.answering = path, answering
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(str(path))
        self.listening.listen()

    def run(self) -> None:
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while size := int.from_bytes(stream.read(4), "big"):
                    content += stream.read(size)
                with suppress(BrokenPipeError):
                    connection.sendall(self.answering(content))


@pytest.fixture
def clamd(tmp_path: Path) -> Iterator[Callable[[Answering], Clamd]]:
    started: list[FakeClamd] = []

    def start(answering: Answering) -> Clamd:
        daemon = FakeClamd(tmp_path / "clamd.sock", answering)
        started.append(daemon)
        daemon.start()
        return Clamd(str(daemon.path), seconds=1)

    yield start
    for daemon in started:
        daemon.listening.close()


def _verdict(content: bytes) -> bytes:
    return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


def test_clamd_finds_the_test_pattern_and_passes_the_rest(clamd: Callable[[Answering], Clamd]) -> None:
    daemon = clamd(_verdict)
    assert daemon.is_clean(bytes(300_000))
    assert not daemon.is_clean(bytes(100_000) + EICAR + bytes(100_000))


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"UNKNOWN COMMAND\0"])
def test_other_answers_are_no_verdict(clamd: Callable[[Answering], Clamd], answer: bytes) -> None:
    with pytest.raises(ScannerUnavailable):
        clamd(lambda _: answer).is_clean(b"foto")


def test_silent_clamd_is_no_verdict(clamd: Callable[[Answering], Clamd]) -> None:
    released = threading.Event()

    def silent(_: bytes) -> bytes:
        released.wait(5)
        return b""

    with pytest.raises(ScannerUnavailable):
        clamd(silent).is_clean(b"foto")
    released.set()


def test_absent_clamd_is_no_verdict(tmp_path: Path) -> None:
    with pytest.raises(ScannerUnavailable):
        Clamd(str(tmp_path / "nobody.sock")).is_clean(b"foto")


def test_no_scanner_unless_its_socket_is_named() -> None:
    with override_settings(LOKET_CLAMD_SOCKET=""):
        assert isinstance(scanner(), NoScanner)
        assert scanner().is_clean(EICAR)
    with override_settings(LOKET_CLAMD_SOCKET="/run/clamav/clamd.ctl"):
        assert isinstance(scanner(), Clamd)
