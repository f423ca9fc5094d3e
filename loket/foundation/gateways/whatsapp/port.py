"""The port for WhatsApp messages."""

from typing import Protocol

from loket.foundation.gateways.outgoing import Outgoing, Receipt, TransportError

__all__ = ["Outgoing", "Receipt", "TransportError", "WhatsappPort"]


class WhatsappPort(Protocol):
    """Sends WhatsApp messages (+628…, at most 300 characters)."""

    def send(self, message: Outgoing) -> Receipt:
        """Hand over one message within bounded time; the same key again must do no harm.

        Raises TransportError when the channel does not take it.
        """
        ...
