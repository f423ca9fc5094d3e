"""The sandbox adapter: nothing leaves the machine, everything can be read at /contoh/."""

from loket.foundation.gateways import sandbox_phone
from loket.foundation.gateways.sms.port import Outgoing, Receipt


class SandboxSms:
    """Keeps each message once, by its key, in the sandbox phone."""

    def send(self, message: Outgoing) -> Receipt:
        """Record the message; never fails but for a full disk."""
        return sandbox_phone.deliver("sms", message)
