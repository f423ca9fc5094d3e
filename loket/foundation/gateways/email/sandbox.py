"""The sandbox adapter: nothing leaves the machine, everything can be read at /contoh/."""

from loket.foundation.gateways import sandbox_phone
from loket.foundation.gateways.email.port import Outgoing, Receipt


class SandboxEmail:
    """Keeps each message once, by its key, in the sandbox mailbox."""

    def send(self, message: Outgoing) -> Receipt:
        """Record the message; never fails but for a full disk."""
        return sandbox_phone.deliver("email", message)
