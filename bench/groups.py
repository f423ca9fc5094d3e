"""The groups of figures; each takes the running installation and adds what it measured."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg

from tests.files import samples

from . import meter, walking
from .client import Browser
from .figures import Figures
from .loading import at_once
from .machine import DATA, HOST, Machine

#: Residents at once where the issue says "concurrent".
CONCURRENT = 8
_WARM, _COUNTED = 60, 400
_FLOOR = "the requests of one application in plain Django, forms sent"


@dataclass
class Run:
    """What the groups share: the machine, the people, the figures."""

    machine: Machine
    figures: Figures
    residents: list[str] = field(default_factory=list)
    officer: str = ""
    _next: int = 0

    @property
    def port(self) -> int:
        """Where the product's web server listens."""
        return self.machine.ports["web"]

    def resident(self) -> str:
        """The session of somebody who has not applied yet."""
        self._next += 1
        return self.residents[self._next - 1]

    def visitor(self) -> Browser:
        """The browser of such a somebody."""
        return walking.visitor(self.port, HOST, self.resident())


def photo() -> bytes:
    """A photo as the phone's script sends it: 1,600 px, about 300 KB."""
    return next(made for quality in range(90, 20, -2) if len(made := samples.jpeg(quality=quality)) < 310_000)


def ladder(run: Run) -> None:
    """What bare WSGI and plain Django cost here and now, served like the product."""
    with psycopg.connect(run.machine.database.address("postgres", "postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE ladder OWNER loket_app")
    environment = {**run.machine.environment}
    run.machine.environment = {**environment, "DJANGO_SETTINGS_MODULE": "bench.ladder.settings"}
    key = run.machine.run("bench.ladder.seed").split()[-1]
    run.machine.environment = environment
    names = {
        "bare": "bare WSGI",
        "hello": "Django hello",
        "rows": "+ one indexed query and template of 20 rows",
        "session": "+ session and user",
    }
    for rung, name in names.items():
        port = run.machine.start_ladder(rung)
        cost = _cost(
            run.machine, f"ladder-{rung}", lambda port=port: Browser(port, "ladder", {"sessionid": key}), "/"
        )
        run.figures.add("ladder", name, 1 / cost, "req/CPU-s")
        if rung == "session":
            _floor(
                run, lambda port=port: Browser(port, "ladder", {"sessionid": key, "csrftoken": walking.TOKEN})
            )
        run.machine.stop(f"ladder-{rung}")


def _floor(run: Run, visitor: Callable[[], Browser]) -> None:
    """The requests of one application in plain Django (``ladder/applying.py``): what no figure of ours can undercut."""
    image = photo()
    walks = [walking.apply(visitor(), image, begin="/mulai/") for _ in range(25)][5:]
    load = at_once(
        [image] * 120, lambda image: walking.apply(visitor(), image, begin="/mulai/"), visitors=CONCURRENT
    )
    if load.errors:
        raise SystemExit(load.errors[0])
    run.figures.add("ladder", _FLOOR, 1000 * statistics.median(walk.sending for walk in walks), "ms")
    run.figures.add(
        "ladder",
        "the same, pages read between",
        1000 * statistics.median(walk.reading for walk in walks),
        "ms",
    )
    run.figures.add("ladder", "the same, at 8 residents at once", load.rate, "per s")


def status(run: Run) -> None:
    """The status page of an application just sent."""
    browser = run.visitor()
    reference = walking.apply(browser, photo()).reference
    path = f"/permohonan/{reference}/"
    cookies = dict(browser.cookies)
    cost = _cost(run.machine, "web", lambda: Browser(run.port, HOST, dict(cookies)), path)
    run.figures.add("status", "status page", 1 / cost, "req/CPU-s")
    rung = run.figures.value("+ session and user")
    if rung:
        run.figures.add(
            "status", "status page, share of the ladder's last rung", 100 / cost / rung, "%", ">= 60"
        )
    seconds = [browser.get(path).seconds for _ in range(100)]
    run.figures.add("status", "status page, median at one visitor", 1000 * statistics.median(seconds), "ms")


def applying(run: Run) -> None:
    """One whole application with four photos, at one resident and at eight."""
    image = photo()
    run.figures.add("applying", "photo as the phone sends it", len(image) / 1000, "KB")
    for _ in range(5):
        walking.apply(run.visitor(), image)
    before, walks = run.machine.cpu("web"), [walking.apply(run.visitor(), image) for _ in range(20)]
    cpu = (run.machine.cpu("web") - before) / len(walks)
    sending = statistics.median(walk.sending for walk in walks)
    reading = statistics.median(walk.reading for walk in walks)
    run.figures.add(
        "applying", "requests of one application, pages read included", walks[0].requests, "requests"
    )
    run.figures.add("applying", "server time of the forms sent, one resident", 1000 * sending, "ms", "<= 45")
    run.figures.add("applying", "server time of the pages read between, one resident", 1000 * reading, "ms")
    if floor := run.figures.value(_FLOOR):
        run.figures.add(
            "applying", "server time of the forms sent, times the floor", 1000 * sending / floor, "x"
        )
    run.figures.add("applying", "CPU of web and database for all of it", 1000 * cpu, "ms")
    people = [run.resident() for _ in range(int(os.environ.get("BENCH_APPLICATIONS", "120")))]
    load = at_once(
        people, lambda who: walking.apply(walking.visitor(run.port, HOST, who), image), visitors=CONCURRENT
    )
    run.figures.add("applying", "applications at 8 residents at once", load.rate, "per s", ">= 20")
    _errors(run, "applying", load.errors)


def sustained(run: Run) -> None:
    """Applications at a steady pace with every photo rebuilt; then the backlog."""
    seconds, pace = float(os.environ.get("BENCH_SECONDS", "300")), float(os.environ.get("BENCH_PACE", "5.2"))
    image, count = photo(), int(seconds * pace)
    while len(run.residents) - run._next < count:
        add_people(run, 1000)
    people = [run.resident() for _ in range(count)]
    if "worker" not in run.machine.processes:
        run.machine.start_worker()
    _drain(run, 600)
    already, worker = _rebuilt(run), run.machine.processes["worker"].pid
    before = meter.cpu_seconds([worker])
    began = time.perf_counter()
    load = at_once(
        people,
        lambda who: walking.apply(walking.visitor(run.port, HOST, who), image),
        visitors=CONCURRENT, pace=pace,
    )  # fmt: skip
    rebuilt = _rebuilt(run) - already
    elapsed = time.perf_counter() - began
    run.figures.add("sustained", "length of the run", elapsed, "s")
    run.figures.add("sustained", "applications sent", load.rate, "per s", ">= 5")
    run.figures.add(
        "sustained",
        "applications whose photos were rebuilt meanwhile",
        rebuilt / 4 / elapsed,
        "per s",
        ">= 5",
    )
    waited = _drain(run, 600)
    run.figures.add("sustained", "backlog back to zero after", waited, "s", "<= 60")
    cpu = meter.cpu_seconds([worker]) - before
    run.figures.add(
        "sustained", "CPU of worker and decoders per photo", 1000 * cpu / max(1, 4 * load.done), "ms"
    )
    _errors(run, "sustained", load.errors)


def memory(run: Run) -> None:
    """Web and worker after all that work, without PostgreSQL and decoders."""
    if "worker" not in run.machine.processes:
        run.machine.start_worker()
        _drain(run, 600)
    assert run.port
    deadline = time.monotonic() + 30
    while not (decoders := _decoders(run)) and time.monotonic() < deadline:
        time.sleep(0.2)
    own = {pid for name in ("web", "worker") for pid in meter.tree(run.machine.processes[name].pid)}
    run.figures.add("memory", "web and worker, PSS", meter.memory_mb(own - decoders), "MB", "<= 400")
    run.figures.add("memory", "decoders at rest, PSS", meter.memory_mb(decoders), "MB")


def _decoders(run: Run) -> set[int]:
    """The worker's nursery of decoders and its children; empty while it is not up yet."""
    below = meter.tree(run.machine.processes["worker"].pid)
    nurseries = [pid for pid in below if "nursery import main" in meter.command_line(pid)]
    return {pid for nursery in nurseries for pid in meter.tree(nursery)}


GROUPS: dict[str, Callable[[Run], None]] = {
    "ladder": ladder,
    "status": status,
    "applying": applying,
    "sustained": sustained,
    "memory": memory,
}


def add_people(run: Run, count: int) -> None:
    """More residents with sessions; the officer with the first of them."""
    import json

    told = json.loads(
        run.machine.run("bench.people", str(len(run.residents)), str(count)).strip().splitlines()[-1]
    )
    run.residents += told["residents"]
    run.officer = told.get("officer", run.officer)


def _cost(machine: Machine, name: str, browser: Callable[[], Browser], path: str) -> float:
    """CPU seconds of server and database per request, over some hundred of them on four connections."""

    def ask(number: int) -> None:
        visitor = browser()
        for _ in range(number):
            answer = visitor.get(path)
            if answer.status != 200:
                raise walking.ServerError(f"{answer.status} at {path}")
        visitor.close()

    at_once([_WARM] * 2, ask, visitors=2)
    before = machine.cpu(name)
    load = at_once([_COUNTED] * 4, ask, visitors=4)
    if load.errors:
        raise SystemExit(load.errors[0])
    return (machine.cpu(name) - before) / (4 * _COUNTED)


def _rebuilt(run: Run) -> int:
    with run.machine.owner() as connection:
        row = connection.execute("SELECT count(*) FROM files_storedfile WHERE state = 'rebuilt'").fetchone()
    return int(str(row[0])) if row else 0


def _drain(run: Run, limit: float) -> float:
    """Seconds until no file waits any more."""
    began = time.perf_counter()
    with run.machine.owner() as connection:
        while time.perf_counter() - began < limit:
            row = connection.execute(
                "SELECT count(*) FROM files_storedfile WHERE state = 'received'"
            ).fetchone()
            if row is None or row[0] == 0:
                break
            time.sleep(0.25)
    return time.perf_counter() - began


def _errors(run: Run, group: str, errors: list[str]) -> None:
    run.figures.add(group, "errors", len(errors), "", "<= 0")
    for error in errors[:3]:
        print(f"          {error}")


__all__ = ["DATA", "GROUPS", "Run", "add_people"]
