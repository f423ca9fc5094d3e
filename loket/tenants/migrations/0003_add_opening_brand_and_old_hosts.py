import django.db.models.deletion
from django.db import migrations, models

import loket.foundation.kernel.clock


class Migration(migrations.Migration):
    dependencies = [("tenants", "0002_add_settings_and_banner")]

    operations = [
        migrations.AddField("tenant", "closing_note", models.CharField(blank=True, max_length=300)),
        migrations.AddField(
            "tenant", "public_since", models.DateTimeField(blank=True, null=True, default=loket.foundation.kernel.clock.now)
        ),
        migrations.AddField("tenant", "colour_main", models.CharField(default="#222c5e", max_length=7)),
        migrations.AddField("tenant", "colour_accent", models.CharField(default="#f2b233", max_length=7)),
        migrations.AddField("tenant", "logo", models.UUIDField(blank=True, null=True)),
        migrations.AddField("tenant", "brand_version", models.PositiveIntegerField(default=0)),
        migrations.AddField("hostname", "redirects", models.BooleanField(default=False)),
        migrations.AddField("hostname", "added_at", models.DateTimeField(default=loket.foundation.kernel.clock.now)),
        migrations.AddConstraint(
            "hostname",
            models.CheckConstraint(
                condition=~models.Q(is_primary=True, redirects=True), name="primary_host_never_redirects"
            ),
        ),
        migrations.CreateModel(
            name="OpeningStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        choices=[
                            ("texts", "Teks pemberitahuan sudah dibaca"),
                            ("brand", "Nama, logo, dan warna sudah dilihat"),
                            ("tryout", "Satu layanan sudah dicoba sebagai warga"),
                        ],
                        max_length=20,
                    ),
                ),
                ("done_at", models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ("by_name", models.CharField(blank=True, max_length=160)),
                (
                    "tenant",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={"verbose_name": "langkah pembukaan", "verbose_name_plural": "langkah pembukaan"},
        ),
        migrations.AddConstraint(
            "openingstep", models.UniqueConstraint(fields=("tenant", "key"), name="opening_step_once")
        ),
        migrations.AddConstraint(
            "openingstep",
            models.CheckConstraint(
                condition=models.Q(("key__in", ["texts", "brand", "tryout"])), name="opening_step_known"
            ),
        ),
    ]
