"""Tables of the record. The application role may only insert and read them."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from loket.foundation.kernel import clock
from loket.tenants.models import TenantModel, TenantOneToOneField


class CannotChangeTheRecord(RuntimeError):
    """Somebody tried to change or delete a row of the record: an error in the program."""


class AppendOnly(TenantModel):
    """A table that only grows."""

    append_only: ClassVar[bool] = True

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; raises CannotChangeTheRecord for a row that is there already."""
        if not self._state.adding:
            raise CannotChangeTheRecord(self._meta.label)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never."""
        raise CannotChangeTheRecord(self._meta.label)


class Entry(AppendOnly):
    """One deed."""

    #: when it was done
    at = models.DateTimeField(default=clock.now)
    #: the verb, such as ``applications.approve`` or ``files.view``
    action = models.CharField(max_length=80)
    #: resident, officer, visitor or system
    actor_kind = models.CharField(max_length=20)
    #: public id of the acting account, or the name of the job
    actor_id = models.CharField(max_length=64, blank=True)
    #: an officer's name at the time; empty for residents
    actor_name = models.CharField(max_length=160, blank=True)
    #: what it was done to, such as ``application``; empty when nothing in particular
    obj_type = models.CharField(max_length=40, blank=True)
    #: public reference of that thing; never a NIK, phone or name
    obj_ref = models.CharField(max_length=80, blank=True)
    #: why personal data was looked at, in a word of the door that was used
    purpose = models.CharField(max_length=80, blank=True)
    #: facts that are not personal: from, to, reason code, count
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "catatan"
        verbose_name_plural = "catatan"
        indexes: ClassVar = [
            models.Index(fields=["tenant", "obj_type", "obj_ref", "id"], name="audit_of_object"),
            models.Index(fields=["tenant", "actor_kind", "actor_id", "id"], name="audit_of_actor"),
            models.Index(fields=["tenant", "id"], name="audit_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.action} #{self.pk}"


class ChainLink(AppendOnly):
    """One link of a dinas' chain: seals one entry and the link before it."""

    #: 1, 2, 3 … without a gap
    position = models.PositiveBigIntegerField()
    #: the entry that is sealed
    entry = TenantOneToOneField(Entry, related_name="link")
    #: keyed hash of the entry's content, the position and the hash before
    hash = models.BinaryField(max_length=32)
    #: when the sequencer came by
    linked_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "mata rantai"
        verbose_name_plural = "mata rantai"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "position"], name="one_link_per_position")
        ]

    def __str__(self) -> str:
        return f"link {self.position}"
