"""The port for e-mail."""

from typing import Protocol

from loket.foundation.gateways.outgoing import Outgoing, Receipt, TransportError

__all__ = ["EmailPort", "Outgoing", "Receipt", "TransportError"]


class EmailPort(Protocol):
    """Sends e-mail (an address; the subject is filled)."""

    def send(self, message: Outgoing) -> Receipt:
        """Hand over one message within bounded time; the same key again must do no harm.

        Raises TransportError when the channel does not take it.
        """
        ...
