"""Wordings for one service, and the history of every wording."""

import django.db.models.deletion
from django.db import migrations, models

import loket.foundation.kernel.clock

CHANNELS = [("whatsapp", "WhatsApp"), ("sms", "SMS"), ("email", "Surel")]
LANGUAGES = [("id", "Indonesia"), ("en", "English")]


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0001_initial"),
        ("tenants", "0001_initial"),
    ]

    operations = [
        migrations.AddField("message", "service", models.CharField(blank=True, max_length=80, default=""), preserve_default=False),
        migrations.AddField("messagetext", "service", models.CharField(blank=True, max_length=80, default=""), preserve_default=False),
        migrations.RemoveConstraint("messagetext", "one_wording_per_kind_and_channel"),
        migrations.AddConstraint(
            "messagetext",
            models.UniqueConstraint(
                fields=("tenant", "kind", "service", "channel", "language"), name="one_wording_per_kind_and_service"
            ),
        ),
        migrations.CreateModel(
            name="TextChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=80)),
                ("service", models.CharField(blank=True, max_length=80)),
                ("channel", models.CharField(choices=CHANNELS, max_length=12)),
                ("language", models.CharField(choices=LANGUAGES, max_length=5)),
                ("number", models.PositiveIntegerField()),
                ("what", models.CharField(max_length=16)),
                ("subject", models.CharField(blank=True, max_length=120)),
                ("text", models.TextField(blank=True, max_length=4000)),
                ("at", models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ("actor_id", models.CharField(blank=True, max_length=64)),
                ("actor_name", models.CharField(blank=True, max_length=160)),
                ("tenant", models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenants.tenant")),
            ],
            options={
                "verbose_name": "perubahan teks",
                "verbose_name_plural": "perubahan teks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "kind", "service", "channel", "language", "number"), name="text_changes_are_counted"
                    )
                ],
            },
        ),
    ]
