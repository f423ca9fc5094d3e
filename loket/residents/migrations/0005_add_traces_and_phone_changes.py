"""Signs of brokers by network, and a new number for a lost phone."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import loket.foundation.kernel.clock
import loket.tenants.fields
import loket.tenants.models.scoped


def _tenant():
    return models.ForeignKey(
        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tenants.tenant"
    )


def _to(model, related_name="+", on_delete=django.db.models.deletion.PROTECT, **more):
    return loket.tenants.models.scoped.TenantForeignKey(
        on_delete=on_delete, related_name=related_name, to=model, **more
    )


_ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):

    dependencies = [
        ("residents", "0004_add_assistance"),
        ("staff", "0002_add_invitations_and_contacts"),
        ("tenants", "0005_add_two_person_rule"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArrivalTrace",
            fields=[
                _ID,
                ("network_hash", models.BinaryField(max_length=32)),
                ("at", models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ("resident", _to("residents.resident", "traces", django.db.models.deletion.CASCADE)),
                ("tenant", _tenant()),
            ],
            options={
                "verbose_name": "asal pendaftaran",
                "verbose_name_plural": "asal pendaftaran",
                "indexes": [models.Index(fields=["tenant", "network_hash", "at"], name="arrival_by_network")],
            },
        ),
        migrations.CreateModel(
            name="PhoneChange",
            fields=[
                _ID,
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("phone", loket.tenants.fields.SealedTextField()),
                ("old_phone", loket.tenants.fields.SealedTextField(blank=True)),
                ("begun_at", models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ("proved_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("begun_by", _to("staff.membership")),
                ("confirmed_by", _to("staff.membership", blank=True, null=True)),
                ("resident", _to("residents.resident", "phone_changes", django.db.models.deletion.CASCADE)),
                ("tenant", _tenant()),
            ],
            options={
                "verbose_name": "penggantian nomor",
                "verbose_name_plural": "penggantian nomor",
                "indexes": [models.Index(fields=["tenant", "done_at"], name="phone_change_done")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True), ("ended_at__isnull", True)),
                        fields=("tenant", "resident"),
                        name="one_phone_change_at_a_time",
                    )
                ],
            },
        ),
    ]
