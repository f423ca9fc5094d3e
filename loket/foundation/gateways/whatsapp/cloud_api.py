"""WhatsApp through Meta's Cloud API.

Outside the 24 hours after a resident's own message WhatsApp only delivers approved templates, so a dinas
names one approved template whose body is ``{{1}}``; without a name plain text is sent.
"""

from loket.foundation.gateways.http import Answer, JsonClient
from loket.foundation.gateways.whatsapp.port import Outgoing, Receipt, TransportError

#: Meta's error codes that mean "later" although the HTTP status says "wrong": limits and outages
TEMPORARY_CODES = frozenset({1, 2, 4, 190, 80007, 130429, 131000, 131016, 131048, 131056, 133004})
LANGUAGES = {"id": "id", "en": "en"}


class CloudApiWhatsapp:
    """Posts to ``<base>/<phone number id>/messages``."""

    def __init__(self, client: JsonClient, *, phone_number_id: str, template: str = ""):
        """``client`` holds ``https://graph.facebook.com/<version>`` and the permanent token."""
        self._client = client
        self._path = f"{phone_number_id}/messages"
        self._template = template

    def send(self, message: Outgoing) -> Receipt:
        """Hand over one WhatsApp message; see the port."""
        payload = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": message.to.removeprefix("+"),
            "biz_opaque_callback_data": message.key,
            **self._content(message),
        }
        answer = self._client.post(self._path, payload, key=message.key)
        if answer.status >= 300:
            raise _error(answer)
        return Receipt(provider_id=_message_id(answer))

    def _content(self, message: Outgoing) -> dict[str, object]:
        if not self._template:
            return {
                "type": "text",
                "text": {"preview_url": False, "body": message.text},
            }
        body = {
            "type": "body",
            "parameters": [{"type": "text", "text": " ".join(message.text.split())}],
        }
        language = {"code": LANGUAGES.get(message.language, "id")}
        return {
            "type": "template",
            "template": {
                "name": self._template,
                "language": language,
                "components": [body],
            },
        }


def _error(answer: Answer) -> TransportError:
    fault = answer.body.get("error")
    code = fault.get("code") if isinstance(fault, dict) else None
    if not isinstance(code, int):
        return TransportError(f"http_{answer.status}", permanent=True)
    return TransportError(f"whatsapp_{code}", permanent=code not in TEMPORARY_CODES)


def _message_id(answer: Answer) -> str:
    messages = answer.body.get("messages")
    if isinstance(messages, list) and messages and isinstance(messages[0], dict):
        return str(messages[0].get("id", ""))
    return ""
