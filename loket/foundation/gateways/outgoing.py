"""What every message channel takes, gives back and raises: the words shared by the three ports."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outgoing:
    """One message to one person, ready to leave: nothing in it has to be looked up."""

    #: the idempotency key: the same key is the same message, however often it is sent
    key: str
    #: slug of the dinas that sends
    tenant: str
    #: the sender's name as people read it ("Disdukcapil Buleleng")
    sender: str
    #: E.164 phone number or e-mail address
    to: str
    #: kind of message, such as ``applications.ready``
    kind: str
    text: str
    #: only e-mail has one
    subject: str = ""
    #: "id" or "en"
    language: str = "id"


@dataclass(frozen=True)
class Receipt:
    """The channel took the message over."""

    #: the provider's own number of the message, empty when it gives none
    provider_id: str = ""


@dataclass(eq=False)
class TransportError(Exception):
    """A channel did not take the message.

    ``permanent``: trying the same again is of no use (wrong number, refused address).
    ``uncertain``: the channel may have taken it all the same (cut while waiting for the answer).
    ``code``: short reason for the operator; never holds an address or a text.
    """

    code: str
    permanent: bool = False
    uncertain: bool = False

    def __str__(self) -> str:
        """The code with what it means for trying again."""
        return f"{self.code} ({'permanent' if self.permanent else 'temporary'})"
