"""The builder: a service with a hundred questions on the administrator's page, one save, the resident's step."""

from __future__ import annotations

import json
import re
import statistics
from typing import TYPE_CHECKING
from urllib.parse import quote

from . import walking
from .client import Browser, form_of
from .figures import percentile
from .machine import HOST

if TYPE_CHECKING:
    from .groups import Run

_WARM, _COUNTED = 5, 40


def builder(run: Run) -> None:
    """Builder page, one field saved, resident step; the whole catalogue into a new dinas (issue 3, "Speed")."""
    told = json.loads(run.machine.run("bench.hundred").strip().splitlines()[-1])
    code = told["code"]
    officer = Browser(run.port, HOST, {"masuk": run.officer, "csrf": walking.TOKEN})
    page = f"/kelola/layanan/{code}/"
    _page(run, officer, page, "builder page, 100 fields", "<= 300")
    _page(run, officer, f"/kelola/penerbitan/layanan/{code}/", "publication page, 100 fields", "")
    _saves(run, officer, page)
    _step(run, code)
    run.figures.add("builder", "whole catalogue into a new dinas", told["catalogue"], "s", "<= 10")


def _page(run: Run, browser: Browser, path: str, name: str, limit: str) -> None:
    for _ in range(_WARM):
        _right(browser.get(path).status, 200, path)
    times = [1000 * browser.get(path).seconds for _ in range(_COUNTED)]
    run.figures.add("builder", f"{name}, median", statistics.median(times), "ms", limit)
    run.figures.add("builder", f"{name}, 95 of 100", percentile(times, 0.95), "ms")


def _saves(run: Run, browser: Browser, page: str) -> None:
    """The label of one question, again and again, as the form on the page sends it."""
    times = []
    for number in range(_WARM + _COUNTED):
        element = "field:isian_40"
        opened = browser.get(f"{page}?buka={quote(element)}")
        form = form_of(opened.text, action=f"{page}ubah/")
        if form is None:
            raise SystemExit(f"no form for {element}")
        given = {"label_id": f"Pertanyaan yang diubah {number}", "csrfmiddlewaretoken": walking.TOKEN}
        if "label_id" not in form.names:
            given[next(name for name in form.names if name.startswith("label"))] = given.pop("label_id")
        fields = {**dict(form.fields), **_selected(opened.text), **given}
        answer = browser.post(f"{page}ubah/{quote(element)}/", list(fields.items()))
        _right(answer.status, 302, element)
        times.append(1000 * answer.seconds)
    counted = times[_WARM:]
    run.figures.add("builder", "saving one field of 100, median", statistics.median(counted), "ms", "<= 100")
    run.figures.add("builder", "saving one field of 100, 95 of 100", percentile(counted, 0.95), "ms")


def _selected(html: str) -> dict[str, str]:
    """What stands chosen in the drop-downs of a page."""
    return {
        name: found[1]
        for name, body in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', html, re.S)
        if (found := re.search(r'value="([^"]*)" selected', body))
    }


def _step(run: Run, code: str) -> None:
    """A screen of the resident's form, read and sent."""
    browser = run.visitor()
    began = browser.post(f"/layanan/{code}/mulai/", [("csrfmiddlewaretoken", walking.TOKEN)])
    path = began.headers["location"]
    _page(run, browser, path, "resident step, 100 fields", "<= 40")
    sent = []
    for _ in range(_WARM + _COUNTED):
        form = form_of(browser.get(path).text)
        if form is None:
            raise SystemExit(f"no form at {path}")
        answer = browser.post(form.action or path, walking.filled(form))
        _right(answer.status, 302, path)
        sent.append(1000 * answer.seconds)
    run.figures.add(
        "builder", "resident step sent, 100 fields, median", statistics.median(sent[_WARM:]), "ms", "<= 40"
    )


def _right(status: int, wanted: int, where: str) -> None:
    if status != wanted:
        raise SystemExit(f"{status} at {where}")
