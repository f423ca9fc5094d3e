"""Every message about a case fits, whatever the service is called (copy rule 9: SMS 160, WhatsApp 300)."""

from __future__ import annotations

import pytest

from loket.applications.messages import KINDS
from loket.catalogue.loading import packaged
from loket.notifications.kinds import STANDARD_VARIABLES, MessageKind
from loket.notifications.rules import check_text, split_letter
from loket.notifications.texts import wording_of
from loket.tenants.models import Tenant


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_message_fits_with_the_name_of_any_service(in_buleleng: Tenant, kind: MessageKind) -> None:
    definitions = [packaged().definition(code) for code in packaged().services]
    for language in ("id", "en"):
        titles = {str(one[f"title_{language}"]) for one in definitions}
        for channel in ("sms", "whatsapp"):
            text = split_letter(wording_of(kind, channel=channel, language=language).text)[1]
            for title in titles:
                samples = {**STANDARD_VARIABLES, **kind.variables, "layanan": title}
                check_text(text, channel=channel, samples=samples)
