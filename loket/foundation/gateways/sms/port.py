"""The port for short messages."""

from typing import Protocol

from loket.foundation.gateways.outgoing import Outgoing, Receipt, TransportError

__all__ = ["Outgoing", "Receipt", "SmsPort", "TransportError"]


class SmsPort(Protocol):
    """Sends short messages (+628…, at most 160 GSM-7 characters for one part)."""

    def send(self, message: Outgoing) -> Receipt:
        """Hand over one message within bounded time; the same key again must do no harm.

        Raises TransportError when the channel does not take it.
        """
        ...
