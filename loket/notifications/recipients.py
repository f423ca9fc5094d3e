"""Who is told: addresses as they are now, and where to ask again just before sending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Recipient:
    """One person's addresses at the moment the message is promised."""

    #: E.164, empty when there is none
    phone: str = field(default="", repr=False)
    #: empty when there is none
    email: str = field(default="", repr=False)
    #: "id" or "en"
    language: str = "id"
    #: for the salutation of e-mails
    name: str = field(default="", repr=False)
    #: "<book>:<public id>", such as "resident:5b0c…": lets the address be asked again just before sending
    owner: str = ""

    def address_on(self, channel: str) -> str:
        """The address that a channel needs, or an empty text."""
        return self.email if channel == "email" else self.phone


class AddressBooks:
    """Where the present addresses of a person are found; upper apps enter themselves from ``apps.py``."""

    def __init__(self) -> None:
        """No books yet."""
        self._books: dict[str, Callable[[str], Recipient | None]] = {}

    def register(self, book: str, look_up: Callable[[str], Recipient | None]) -> None:
        """``look_up`` takes the public id and gives the person's addresses now, or None when they are gone."""
        self._books[book] = look_up

    def present(self, owner: str) -> tuple[bool, Recipient | None]:
        """(whether the owner's book is known, the addresses now)."""
        book, _, public_id = owner.partition(":")
        look_up = self._books.get(book)
        return (True, look_up(public_id)) if look_up else (False, None)


#: the one set of books
address_books = AddressBooks()
