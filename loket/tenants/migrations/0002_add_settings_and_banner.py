"""What an administrator may switch (X-6, X-7, X-11, S1-25, S2-4, S2-7), each off or as it was until now."""

from django.db import migrations, models

_CLOCK = [("at_once", "Langsung, bila dikirim pada jam kerja"), ("next_morning", "Selalu pagi hari kerja berikutnya")]
_HAND_OVER = [("originals", "Semua dokumen asli yang difoto waktu mengajukan"), ("identity", "Cukup KTP atau KK asli")]


def _added(name: str, field: models.Field) -> migrations.AddField:
    return migrations.AddField("tenant", name, field)


class Migration(migrations.Migration):
    dependencies = [("tenants", "0001_initial")]

    operations = [
        _added("email_required", models.BooleanField(default=False)),
        _added("clock_rule", models.CharField(choices=_CLOCK, default="at_once", max_length=16)),
        _added("same_day_target", models.BooleanField(default=False)),
        _added("intake_opens", models.TimeField(blank=True, null=True)),
        _added("intake_closes", models.TimeField(blank=True, null=True)),
        _added("handover_rule", models.CharField(choices=_HAND_OVER, default="originals", max_length=16)),
        _added("routes_by_zone", models.BooleanField(default=True)),
        _added("banner_text", models.CharField(blank=True, max_length=300)),
        _added("banner_text_en", models.CharField(blank=True, max_length=300)),
        _added("banner_from", models.DateField(blank=True, null=True)),
        _added("banner_until", models.DateField(blank=True, null=True)),
    ]
