"""Pages and announcements of a dinas' own."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import loket.foundation.kernel.clock


def _columns():
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        ("title", models.CharField(max_length=120)),
        ("title_en", models.CharField(blank=True, max_length=120)),
        ("body", models.TextField(blank=True, max_length=20000)),
        ("body_en", models.TextField(blank=True, max_length=20000)),
        ("position", models.PositiveIntegerField(default=0)),
        ("is_published", models.BooleanField(default=False)),
        ("starts_on", models.DateField(blank=True, null=True)),
        ("ends_on", models.DateField(blank=True, null=True)),
        ("revision", models.PositiveIntegerField(default=1)),
        ("changed_at", models.DateTimeField(default=loket.foundation.kernel.clock.now)),
        ("changed_by", models.CharField(blank=True, max_length=160)),
        (
            "tenant",
            models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenants.tenant"
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("tenants", "0003_add_opening_brand_and_old_hosts")]

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[*_columns(), ("slug", models.SlugField(max_length=60))],
            options={
                "verbose_name": "halaman",
                "verbose_name_plural": "halaman",
                "constraints": [models.UniqueConstraint(fields=("tenant", "slug"), name="page_slug_unique")],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=_columns(),
            options={"verbose_name": "pengumuman", "verbose_name_plural": "pengumuman"},
        ),
    ]
