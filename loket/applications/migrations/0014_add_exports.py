"""Long lists as tables: the order, and the sealed bytes a worker writes for it."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import loket.foundation.kernel.clock
import loket.tenants.models.scoped


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0013_forgive_a_letter_at_once"),
        ("staff", "0003_add_digest"),
        ("tenants", "0008_silence_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("filter", models.JSONField(default=dict)),
                ("queue", models.CharField(max_length=20)),
                ("columns", models.JSONField(default=list)),
                ("kind", models.CharField(choices=[("csv", "CSV"), ("xlsx", "Excel (XLSX)")], max_length=4)),
                ("purpose", models.CharField(max_length=20)),
                ("language", models.CharField(default="id", max_length=5)),
                ("expected", models.PositiveIntegerField(default=0)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("attempt", models.PositiveSmallIntegerField(default=0)),
                ("wrapped_key", models.BinaryField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ("touched_at", models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "officer",
                    loket.tenants.models.scoped.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="staff.membership"
                    ),
                ),
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
            options={
                "verbose_name": "unduhan tabel",
                "verbose_name_plural": "unduhan tabel",
            },
        ),
        migrations.CreateModel(
            name="ExportPiece",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
                (
                    "export",
                    loket.tenants.models.scoped.TenantForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="applications.export",
                    ),
                ),
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
            options={
                "verbose_name": "bagian tabel",
                "verbose_name_plural": "bagian tabel",
            },
        ),
        migrations.AddIndex(
            model_name="export",
            index=models.Index(fields=["tenant", "officer", "-created_at"], name="export_of_officer"),
        ),
        migrations.AddIndex(
            model_name="export",
            index=models.Index(
                condition=models.Q(("erased_at__isnull", True)),
                fields=["tenant", "created_at"],
                name="export_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["csv", "xlsx"])), name="export_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="exportpiece",
            constraint=models.UniqueConstraint(
                fields=("tenant", "export", "number"), name="export_piece_once"
            ),
        ),
    ]
