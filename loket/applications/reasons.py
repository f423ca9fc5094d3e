"""The reasons officers pick from: the packaged ones, with what the dinas has changed, added or put aside (A6)."""

from __future__ import annotations

from time import monotonic

from loket.catalogue.models import Section, SharedPart
from loket.foundation.formkit.words import Words
from loket.tenants.scope import current_tenant

from .labels import OTHER, REASONS, Reason, ReasonUse

#: A change is seen by every process after this many seconds at the latest.
KEPT_SECONDS = 15.0
_kept: dict[int, tuple[float, tuple[Reason, ...]]] = {}


def reasons_for(use: ReasonUse) -> tuple[Reason, ...]:
    """The reasons offered for one use, in the order of their keys; "other" is always the last."""
    found = [reason for reason in _all() if reason.use == use]
    return tuple(sorted(found, key=lambda reason: (reason.code == OTHER, reason.key)))


def reason_of(use: ReasonUse, code: str) -> Reason | None:
    """The reason with this code for this use, or None."""
    return next((reason for reason in _all() if reason.use == use and reason.code == code), None)


def sentence_of(use: ReasonUse, code: str, *, item: str = "", stored: str = "") -> str:
    """The resident's sentence in the active language; what was stored when the officer wrote it himself."""
    reason = reason_of(use, code)
    if reason is None or code == OTHER:
        return stored
    return reason.sentence(item=item)


def slug_of(reason: Reason) -> str:
    """The name under which a dinas keeps its own wording of a packaged reason."""
    return f"{reason.use}_{reason.code}"


def forget_reasons() -> None:
    """Drop what this process keeps; after a change, and for tests."""
    _kept.clear()


def _all() -> tuple[Reason, ...]:
    key = current_tenant().pk
    since, found = _kept.get(key, (0.0, ()))
    if not found or monotonic() - since > KEPT_SECONDS:
        found = _read()
        _kept[key] = (monotonic(), found)
    return found


def _read() -> tuple[Reason, ...]:
    rows = SharedPart.objects.filter(section=Section.REASONS).order_by("position")
    own = {part.slug: part for part in rows}
    made = [_worded(own.pop(slug_of(reason), None), reason) for reason in REASONS]
    made += [_worded(part, None) for part in own.values()]
    return _numbered([reason for reason in made if reason is not None])


def _worded(part: SharedPart | None, packaged: Reason | None) -> Reason | None:
    """A reason in the dinas' words; None for one put aside. "Other" stays as it is: officers rely on it."""
    if part is None or (packaged is not None and packaged.code == OTHER):
        return packaged
    if part.retired:
        return None
    row = part.definition
    return Reason(
        code=packaged.code if packaged else part.slug,
        use=row["use"],
        key=str(row["key"]),
        officer_label=Words(str(row["label_id"]), str(row.get("label_en") or "")),
        resident_sentence=Words(str(row["resident_id"]), str(row.get("resident_en") or "")),
    )


def _numbered(reasons: list[Reason]) -> tuple[Reason, ...]:
    """No key twice for one use: a packaged one gives way to the next free number."""
    made: list[Reason] = []
    for reason in sorted(
        reasons, key=lambda one: (one.code == OTHER, not isinstance(one.officer_label, Words))
    ):
        taken = {one.key for one in made if one.use == reason.use}
        free = reason.key if reason.key not in taken else next((k for k in "123456789" if k not in taken), "")
        made.append(Reason(reason.code, reason.use, free, reason.officer_label, reason.resident_sentence))
    return tuple(made)
