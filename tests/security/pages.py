"""What a page asks for: its forms, with plausible answers in every field."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """One form of a page, filled in as somebody would who taps the first choice everywhere."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.forms = page, []
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action") or self.page, given.get("method", "get").lower())
            self.forms.append(self._form)
            return
        if self._form is None:
            return
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and given.get("value"):
            self._form.fields.setdefault(self._select, [given["value"]])
        elif tag in {"input", "textarea", "button"} and name:
            self._input(self._form, tag, name, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = ""

    def _input(self, form: Form, tag: str, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "submit" if tag == "button" else "text")
        if kind == "file":
            return
        if kind == "submit" and name in {"hapus", "simpan_keluar", "kirim_ulang"}:
            return
        if kind in {"radio", "checkbox"}:
            values = form.fields.setdefault(name, [])
            if kind == "checkbox" or not values:
                values.append(given.get("value", "on"))
            return
        form.fields.setdefault(name, [given.get("value") or _plausible(name, kind)])


def _plausible(name: str, kind: str) -> str:
    words = {
        "nik": "5108025403949977",
        "no_kk": "5108021203109977",
        "no_wa": "081200003377",
        "email": "nama@contoh.id",
        "nama": "NI LUH CONTOH",
        "kode": "123456",
        "nomor": "BLL-26-7KQ4M2XP-C",
        "hp_akhir": "4471",
        "q": "081200003377",
    }
    if kind == "date":
        return "2026-12-01"
    if kind == "password":
        return "sawah-hijau-28"
    if name.endswith(("_hari", "_bulan")):
        return "11"
    if name.endswith("_tahun"):
        return "2020"
    return words.get(name, "teks biasa")


def forms_of(body: bytes, page: str) -> list[Form]:
    """Every form of the page that posts."""
    reader = _Reader(page)
    reader.feed(body.decode("utf-8", "replace"))
    return [form for form in reader.forms if form.method == "post"]
