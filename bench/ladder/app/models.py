"""Rows like a list of applications (20 belong to one owner, found by index), and an application as plain as can be."""

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


class Draft(models.Model):
    """Somebody's answers, and whether they were sent."""

    owner = models.IntegerField(db_index=True)
    answers = models.JSONField(default=dict)
    is_sent = models.BooleanField(default=False)

    class Meta:
        app_label = "app"

    def __str__(self) -> str:
        return str(self.pk)


class Photo(models.Model):
    """A file on the disk."""

    draft = models.ForeignKey(Draft, models.CASCADE)
    name = models.CharField(max_length=64)
    size = models.IntegerField()

    class Meta:
        app_label = "app"

    def __str__(self) -> str:
        return self.name


class Note(models.Model):
    """A line of history, or a message to be sent."""

    draft = models.ForeignKey(Draft, models.CASCADE)
    text = models.CharField(max_length=80)

    class Meta:
        app_label = "app"

    def __str__(self) -> str:
        return self.text
