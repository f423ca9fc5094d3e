"""Services as somebody could make them in the builder, for property tests."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from loket.catalogue.yaml_reading import _STRANGE

#: What YAML readers like to take for something else.
TRICKY = (
    "yes", "No", "on", "true", "NULL", "~", "2020-07-01", "08", "0x1F", "1e3", "1_000", ".5", "12:30", "-1",
    "a: b", "a #b", "- x", "? x", "| x", "> x", "@x", "`x", "%x", "'x", '"x', "{x}", "[x]", "x,", "=", "&x",
    "*x", "!x", "---", "...", "a\nb", "a\n\nb\n", " a\nb", "a \nb", "a\n b", "a\n\tb", "#a\n#b", "é", "漢字", "🎉",
)  # fmt: skip
texts = st.one_of(
    st.sampled_from(TRICKY),
    st.text(min_size=1, max_size=60),
    st.text(alphabet="ab \n:#-,'\"[]{}\t", min_size=1, max_size=30),
).filter(lambda text: not _STRANGE.search(text) and text != "<<")
_labels = texts.filter(lambda text: bool(text.strip()))
_slugs = st.from_regex(r"[a-z]{1,6}(_[a-z0-9]{1,4})?", fullmatch=True).filter(lambda slug: len(slug) < 40)

SHARED: dict[str, Any] = {
    "topics": [{"key": "umum", "label_id": "Umum", "fields": ["a*"]}],
    "outputs": {"kartu": {"label_id": "Kartu", "medium": "card", "self_printable": False}},
    "common_fields": [
        {"slug": "pemohon_hp", "type": "phone", "required": True, "label_id": "HP", "prefill": "account"},
        {"slug": "umum_bersama", "type": "text", "required": False, "label_id": "Keterangan"},
    ],
    "shared_fields": [{"slug": "bersama", "type": "name", "required": True, "label_id": "Nama ibu"}],
    "choice_lists": {
        "jawab": {"options": [{"value": one, "label_id": one.upper()} for one in ("ya", "tidak", "no", "1")]}
    },
    "person_item_fields": {
        "nama": {"type": "name", "required": True, "label_id": "Nama"},
        "hubungan": {"type": "choice", "required": True, "label_id": "Hubungan", "choices_ref": "jawab"},
    },
    "documents": {
        "kk": {"label_id": "Kartu Keluarga", "title_id": "KK", "help_id": "Terang.", "sample": "kk"},
        "ktp": {"label_id": "KTP", "title_id": "KTP", "sample": "ktp"},
    },
}


def _choice(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["ref", "only", "own"]))
    if kind == "ref":
        return {"choices_ref": "jawab"}
    if kind == "only":
        return {"choices_ref": "jawab", "only": draw(st.permutations(["ya", "no"]))}
    values = draw(st.lists(texts, min_size=1, max_size=4, unique=True))
    return {"choices": [{"value": value, "label_id": draw(_labels)} for value in values]}


@st.composite
def _field(draw: st.DrawFn, slug: str) -> dict[str, Any]:
    row: dict[str, Any] = {"slug": slug, "required": draw(st.booleans()), "label_id": draw(_labels)}
    row["type"] = draw(st.sampled_from(["text", "choice", "date", "boolean", "person-list", "nik"]))
    if row["type"] == "choice":
        row |= _choice(draw)
    if row["type"] == "person-list":
        row |= {"item_fields": ["nama", draw(st.sampled_from(["hubungan", "hubungan?"]))], "min": 0, "max": 3}
    for key in draw(st.sets(st.sampled_from(["help_id", "help_en", "label_en"]))):
        row[key] = draw(texts)
    return row


@st.composite
def _paper(draw: st.DrawFn, slug: str) -> dict[str, Any]:
    row: dict[str, Any] = {"slug": slug, "requirement": "mandatory"}
    if slug not in SHARED["documents"]:
        row["label_id"] = draw(_labels)
    if draw(st.booleans()):
        row["alternatives"] = [draw(st.sampled_from(["kk", "ktp"]))]
    if draw(st.booleans()):
        row["help_id"] = draw(texts)
    return row


@st.composite
def services(draw: st.DrawFn) -> dict[str, Any]:
    """One service that passes the check: questions of several kinds, conditions, papers, tricky words."""
    taken = {"pemohon_hp", "umum_bersama", "bersama", "penyelesaian"}
    slugs = draw(st.lists(_slugs, min_size=1, max_size=6, unique=True).map(lambda found: [*found]))
    fields = [draw(_field(slug)) for slug in slugs if slug not in taken]
    choices = [row for row in fields if row["type"] == "choice"]
    if choices and len(fields) > 1 and fields[-1] is not choices[0]:
        values = [one["value"] for one in choices[0].get("choices", ())] or ["ya"]
        fields[-1]["show_if"] = {"field": choices[0]["slug"], "in": [values[0]]}
    if draw(st.booleans()):
        fields.append({"slug": "bersama", "shared": True, "required": False})
    papers = draw(st.lists(st.sampled_from(["kk", "ktp", "lain"]), unique=True, max_size=3))
    service: dict[str, Any] = {
        "code": "layanan-uji",
        "name_id": draw(_labels),
        "title_id": draw(_labels),
        "outputs": draw(st.sampled_from([["kartu"], [], [{"slug": "lain", "label_id": "Lain"}]])),
        "delivery": ["ambil_dinas"],
        "legal_basis": draw(st.lists(texts, max_size=3)),
        "fee_idr": 0,
        "sla": {"target": {"value": draw(st.integers(1, 99)), "unit": "working_day"}},
        "documents": [draw(_paper(slug)) for slug in papers],
        "fields": fields,
    }
    if draw(st.booleans()):
        service["common_fields_exclude"] = ["umum_bersama"]
    return service
