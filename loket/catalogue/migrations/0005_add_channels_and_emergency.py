"""WhatsApp per service (S0-24, S3-54), the office's own reason for presence, and the emergency switch (S1-25)."""

from django.db import migrations, models

_PRESENCE = [("online", "Sepenuhnya daring"), ("online_visit", "Daring, lalu satu kali datang"), ("counter", "Di loket")]


def _added(name: str, field: models.Field) -> migrations.AddField:
    return migrations.AddField("service", name, field)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_keep_sources")]

    operations = [
        _added("channel_whatsapp", models.BooleanField(default=False)),
        _added("presence_note", models.CharField(blank=True, max_length=300)),
        _added("presence_note_en", models.CharField(blank=True, max_length=300)),
        _added("presence_before", models.CharField(blank=True, choices=_PRESENCE, max_length=20)),
        _added("emergency_note", models.CharField(blank=True, max_length=300)),
        _added("emergency_note_en", models.CharField(blank=True, max_length=300)),
    ]
