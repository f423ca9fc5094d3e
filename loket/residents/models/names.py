"""The words that names in a dinas are made of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.tenants.models import TenantModel


class NameWord(TenantModel):
    """One word of somebody's name, in search form; who bears it is not told.

    Learned by triggers whenever an account or an application gets a name, so that a search can tell first which
    words a mistyped one may mean: there are few of them, however many people there are (ADR 20). The same word
    may stand twice when two names brought it at once; it is looked for, never counted.
    """

    #: At least three letters or digits: "suwandi".
    word = models.CharField(max_length=120)

    class Meta:
        verbose_name = "kata nama"
        verbose_name_plural = "kata nama"
        indexes: ClassVar = [models.Index(fields=["tenant", "word"], name="name_word")]

    def __str__(self) -> str:
        return self.word
