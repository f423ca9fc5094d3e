"""The officers' desk among 10,000 and among 1,000,000 applications (issue 4, Speed)."""

from __future__ import annotations

import json
import os
import random
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from . import walking
from .client import Answer, Browser
from .figures import Figures, percentile
from .groups import Run
from .machine import HOST, Machine
from .million.__main__ import ROWS, seeded

_SMALL = 10_000
_WARM, _COUNTED, _AT_A_TURN = 8, 60, 10
_THINK = 2.0
_PAGE = 50
_QUEUE = "/petugas/permohonan/"
#: What one officer may wait for (median, ms), and eight with two seconds between (95 of 100, ms).
_ALONE = {"list": 15.0, "case": 30.0, "NIK search": 10.0}
_TOGETHER = {
    "list": 50.0, "50th page": 50.0, "ended, first page": 50.0, "ended, 50th page": 50.0, "counters": 50.0,
    "NIK search": 25.0, "number search": 25.0, "name search": 150.0, "case": 75.0, "decision": 100.0,
}  # fmt: skip


@dataclass
class Desk:
    """One installation with what can be looked for in it."""

    machine: Machine
    sought: dict[str, list[str]]
    pages: dict[str, str] = field(default_factory=dict)

    def officer(self, number: int) -> Browser:
        """The browser of one of the eight."""
        cookies = {"masuk": self.sought["officers"][number], "csrf": walking.TOKEN}
        return Browser(self.machine.ports["web"], HOST, cookies)


def desk(run: Run) -> None:
    """Each thing an officer does, alone and among eight, small and large."""
    rows = int(os.environ.get("BENCH_ROWS", str(ROWS)))
    seconds = float(os.environ.get("BENCH_SECONDS", "150"))
    with seeded(_SMALL) as (few, _told), seeded(rows) as (many, told):
        run.figures.add("desk", f"seed of {rows}", told["seconds"], "s", "<= 900")
        run.figures.add("desk", f"seed of {rows}", told["gigabytes"], "GB", "<= 10")
        small, large = _opened(few), _opened(many)
        _alone(run.figures, {_SMALL: small, rows: large})
        few.stop("web")
        _together(run.figures, large, seconds)


def _opened(machine: Machine) -> Desk:
    machine.start_web()
    return Desk(machine, json.loads(machine.run("bench.million.sign_in").strip().splitlines()[-1]))


def _deeds(desk: Desk) -> dict[str, Callable[[Browser, random.Random], Answer]]:
    """What officers do; every deed is one request whose server time counts."""
    sought = desk.sought

    def search(kind: str) -> Callable[[Browser, random.Random], Answer]:
        return lambda browser, chance: browser.post("/petugas/cari/", _form(q=chance.choice(sought[kind])))

    def page(address: str) -> Callable[[Browser, random.Random], Answer]:
        return lambda browser, _chance: browser.get(address)

    return {
        "list": page(_QUEUE),
        "50th page": page(_nth(desk, f"{_QUEUE}?antrean=semua")),
        "ended, first page": page(f"{_QUEUE}?antrean=selesai"),
        "ended, 50th page": page(_nth(desk, f"{_QUEUE}?antrean=selesai")),
        "counters": page("/petugas/"),
        "case": lambda browser, chance: browser.get(f"{_QUEUE}{chance.choice(sought['references'])}/"),
        "NIK search": search("niks"),
        "number search": search("references"),
        "name search": search("names"),
    }


def _alone(figures: Figures, desks: dict[int, Desk]) -> None:
    """Medians at one officer, without thinking, and how they grow.

    Small and large take turns, some looks each, so that whatever else the machine does meanwhile meets both.
    """
    taken = {rows: _Turns(desk) for rows, desk in desks.items()}
    small, large = desks
    for name in _deeds(desks[small]):
        for turn in taken.values():
            turn.warm(name)
        for _ in range(_COUNTED // _AT_A_TURN):
            for turn in taken.values():
                turn.take(name)
        for rows, turn in taken.items():
            limit = f"<= {_ALONE[name]:.0f}" if name in _ALONE and rows == large else ""
            figures.add("desk", f"{name}, one officer, {rows} rows, median", turn.median, "ms", limit)
            figures.add("desk", f"{name}, one officer, {rows} rows, CPU of web and database", turn.cpu, "ms")
        growth = taken[large].median / taken[small].median
        figures.add("desk", f"{name}, {large} to {small} rows", growth, "times", "<= 1.5")


class _Turns:
    """One officer at one desk, timed in several turns."""

    def __init__(self, desk: Desk) -> None:
        self.machine, self.deeds = desk.machine, _deeds(desk)
        self.browser, self.chance = desk.officer(0), random.Random(1)
        self.times: list[float] = []
        self.spent = 0.0

    def warm(self, name: str) -> None:
        """Do it some times before it counts."""
        self.times, self.spent = [], 0.0
        for _ in range(_WARM):
            _fine(self.deeds[name](self.browser, self.chance))

    def take(self, name: str) -> None:
        """One turn."""
        before = self.machine.cpu("web")
        for _ in range(_AT_A_TURN):
            self.times.append(1000 * _fine(self.deeds[name](self.browser, self.chance)).seconds)
        self.spent += 1000 * (self.machine.cpu("web") - before)

    @property
    def median(self) -> float:
        """Milliseconds of the middle one."""
        return statistics.median(self.times)

    @property
    def cpu(self) -> float:
        """Milliseconds of web and database for each."""
        return self.spent / len(self.times)


def _together(figures: Figures, desk: Desk, seconds: float) -> None:
    """Eight officers, each doing something every two seconds, and now and then deciding.

    Each does everything once before it counts: the first minute after a start is not an office's day. It lasts long
    enough for some sixty looks at each thing: of twenty, the 95th of 100 is but the worst.
    """
    deeds, times = _deeds(desk), defaultdict(list)
    lock, all_here = threading.Lock(), threading.Barrier(8)

    def work(number: int) -> None:
        browser, chance = desk.officer(number), random.Random(number)
        for deed in deeds.values():
            _fine(deed(browser, chance))
        all_here.wait(120)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            name = chance.choice([*deeds, "decision"])
            answer = _decide(browser) if name == "decision" else _fine(deeds[name](browser, chance))
            with lock:
                times[name].append(1000 * answer.seconds)
            time.sleep(_THINK * (0.5 + chance.random()))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name, limit in _TOGETHER.items():
        value = percentile(times[name], 0.95) if times[name] else float("nan")
        figures.add(
            "desk", f"{name}, eight officers, 95 of 100 ({len(times[name])})", value, "ms", f"<= {limit:.0f}"
        )


def _decide(browser: Browser) -> Answer:
    """Open the oldest, approve it; the approval with the next case claimed is what counts."""
    opened = browser.post(f"{_QUEUE}mulai/", _form(saring=""))
    path = opened.headers["location"].split("?")[0]
    version = _between(browser.get(path).text, 'name="versi" value="', '"')
    answer = browser.post(f"{path}setujui/", _form(versi=version, saring=""))
    if answer.status != 302:
        raise walking.ServerError(f"{answer.status} at {path}setujui/")
    return answer


def _nth(desk: Desk, address: str) -> str:
    """The 50th page of a queue, or its last: by the link to the next one, as an officer would get there."""
    if address not in desk.pages:
        browser, path = desk.officer(0), address
        for _ in range(_PAGE - 1):
            following = _between(browser.get(path).text, "sesudah=", '"')
            if not following:
                break
            path = f"{address}&{urlencode({'sesudah': following.split('&')[0]})}"
        desk.pages[address] = path
    return desk.pages[address]


def _between(text: str, before: str, after: str) -> str:
    _head, found, rest = text.partition(before)
    return rest.partition(after)[0] if found else ""


def _form(**fields: str) -> list[tuple[str, str]]:
    return [("csrfmiddlewaretoken", walking.TOKEN), *fields.items()]


def _fine(answer: Answer) -> Answer:
    if answer.status not in (200, 302):
        raise walking.ServerError(f"{answer.status}: {answer.text[:300]}")
    return answer
