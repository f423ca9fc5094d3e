"""Rows like a list of applications: 20 of them belong to one owner, found by index."""

from django.db import models


class Row(models.Model):
    """One row."""

    owner = models.IntegerField(db_index=True)
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=20)
    created_at = models.DateTimeField()

    class Meta:
        app_label = "app"

    def __str__(self) -> str:
        return self.name
