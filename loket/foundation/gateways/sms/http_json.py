"""SMS providers that take one JSON request per message (the usual shape of Indonesian gateways)."""

from collections.abc import Mapping

from loket.foundation.gateways.http import JsonClient
from loket.foundation.gateways.sms.port import Outgoing, Receipt, TransportError

#: our word -> the provider's field; a provider with other names gets its own mapping
DEFAULT_FIELDS = {"to": "to", "text": "message", "sender": "sender", "key": "reference"}


class HttpJsonSms:
    """Posts ``{to, message, sender, reference}`` with a bearer token."""

    def __init__(
        self,
        client: JsonClient,
        *,
        sender: str = "",
        fields: Mapping[str, str] | None = None,
    ):
        """``sender`` is the registered masking name; empty leaves it to the provider."""
        self._client = client
        self._sender = sender
        self._fields = {**DEFAULT_FIELDS, **(fields or {})}

    def send(self, message: Outgoing) -> Receipt:
        """Hand over one SMS; see the port."""
        values = {
            "to": message.to,
            "text": message.text,
            "sender": self._sender,
            "key": message.key,
        }
        payload = {self._fields[word]: value for word, value in values.items() if value}
        answer = self._client.post("", payload, key=message.key)
        if answer.status >= 300:
            raise TransportError(f"http_{answer.status}", permanent=True)
        number = answer.body.get("id") or answer.body.get("message_id") or ""
        return Receipt(provider_id=str(number))
