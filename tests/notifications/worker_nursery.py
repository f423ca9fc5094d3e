"""Starts real worker processes for the kill tests: one line on standard input, one more worker.

Django is loaded once and each worker is forked from here, so that forty kills fit into the suite. The workers
are the product's own, only in a hurry, and their channel dawdles a little on both sides of the hand-over, so
that kills fall where they hurt.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time

import django


def main() -> None:
    """Fork a worker per line read; print its process id."""
    django.setup()
    from django.conf import settings

    from loket.config import worker

    settings.LOKET_MESSAGE_LEASE_SECONDS = 1.0
    worker._warm_decoders = lambda: None
    worker.SLOTS = json.loads(os.environ.get("LOKET_TEST_SLOTS", '{"messages": 4}'))
    _dawdle()
    if os.environ.get("LOKET_TEST_FAULT") == "note_first":
        _plant_note_before_sending()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            random.seed(os.getpid())
            os._exit(worker.run(worker.Pace(heartbeat=0.2, dead_after=1.0, poll=0.2, grace=5)))
        print(pid, flush=True)


def _dawdle() -> None:
    from loket.foundation.gateways import routes
    from loket.foundation.gateways.outgoing import Outgoing, Receipt

    straight = routes.transport_for

    class Dawdling:
        def __init__(self, channel: str) -> None:
            self.channel = channel

        def send(self, message: Outgoing) -> Receipt:
            time.sleep(random.uniform(0.02, 0.2))
            receipt = straight(self.channel).send(message)
            time.sleep(random.uniform(0.02, 0.2))
            return receipt

    routes.transport_for = Dawdling  # type: ignore[assignment]  # called like the function


def _plant_note_before_sending() -> None:
    """The classic fault: the message is noted as sent first, and sent afterwards."""
    from loket.foundation.gateways import routes
    from loket.foundation.gateways.outgoing import Outgoing, Receipt
    from loket.notifications.models import Message
    from loket.tenants.models import Tenant
    from loket.tenants.scope import in_tenant

    honest = routes.transport_for

    class Hasty:
        def __init__(self, channel: str) -> None:
            self.channel = channel

        def send(self, message: Outgoing) -> Receipt:
            with in_tenant(Tenant.objects.get(slug=message.tenant)):
                Message.objects.filter(key=message.key).update(state="sent", lease=None)
            time.sleep(0.25)  # long enough that a kill falls here for certain
            return honest(self.channel).send(message)

    routes.transport_for = Hasty  # type: ignore[assignment]  # called like the function


if __name__ == "__main__":
    main()
