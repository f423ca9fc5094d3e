"""Background doors of cases: load by id, call an action, nothing else; safe to run again."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .actions import accept_by_rule as accepting
from .actions import mind_outages as minding
from .actions import run_batch as running
from .actions import write_export as writing
from .consulting import ACCEPT
from .wakeup import EXPORT, MIND, QUEUE, RUN

_RETRY = RetryStrategy(max_attempts=12, exponential_wait=2)


@app.task(name=MIND, queue=QUEUE, retry=_RETRY)
def mind_outages(*, tenant_id: int) -> None:
    """Hold and let go until all is as it should be, some cases per transaction."""
    tenant = Tenant.objects.get(pk=tenant_id)
    touched = minding.BATCH
    while touched:
        with in_tenant(tenant):
            touched = minding.mind_outages()


@app.task(name=RUN, queue=QUEUE, retry=_RETRY)
def run_batch(*, tenant_id: int, batch_id: int) -> int:
    """Carry out what is left of one order."""
    return running.run_batch(Tenant.objects.get(pk=tenant_id), batch_id)


@app.task(name=EXPORT, queue=QUEUE, retry=_RETRY)
def write_export(*, tenant_id: int, export_id: int) -> int:
    """Write one table."""
    return writing.write_export(Tenant.objects.get(pk=tenant_id), export_id)


#: While papers are being rebuilt the rule is asked again, so often and after so many seconds.
_TRIES, _AGAIN_AFTER = 20, 15


@app.task(name=ACCEPT, queue=QUEUE, retry=_RETRY)
def accept_by_rule(*, tenant_id: int, obj_ref: str, tries: int = 0) -> str:
    """Let the service's rule look at one application, once the register has answered."""
    with in_tenant(Tenant.objects.get(pk=tenant_id)):
        outcome = accepting.accept_by_rule(obj_ref)
        if outcome == "later" and tries < _TRIES:
            again = app.configure_task(ACCEPT, queue=QUEUE, schedule_in={"seconds": _AGAIN_AFTER})
            again.defer(tenant_id=tenant_id, obj_ref=obj_ref, tries=tries + 1)
    return outcome
