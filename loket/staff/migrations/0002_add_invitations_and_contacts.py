import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import loket.foundation.kernel.clock
import loket.tenants.fields
import loket.tenants.models.scoped


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_initial"), ("tenants", "0003_add_opening_brand_and_old_hosts")]

    operations = [
        migrations.AddField("membership", "phone", loket.tenants.fields.SealedTextField(blank=True, null=True)),
        migrations.AddField("membership", "email", loket.tenants.fields.SealedTextField(blank=True, null=True)),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("token_hash", models.BinaryField(max_length=32)),
                ("name", models.CharField(max_length=120)),
                ("username", models.CharField(max_length=60)),
                ("phone", loket.tenants.fields.SealedTextField(blank=True, null=True)),
                ("email", loket.tenants.fields.SealedTextField(blank=True, null=True)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("invited_by", models.CharField(blank=True, max_length=160)),
                ("sent_at", models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "office",
                    loket.tenants.models.scoped.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="tenants.office",
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
                (
                    "zone",
                    loket.tenants.models.scoped.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="tenants.printzone",
                    ),
                ),
            ],
            options={"verbose_name": "undangan", "verbose_name_plural": "undangan"},
        ),
        migrations.AddConstraint(
            "invitation",
            models.UniqueConstraint(fields=("tenant", "token_hash"), name="invitation_token_unique"),
        ),
    ]
