"""A family list, and a locker of checked papers and known answers; checked account photos go into it."""

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


def _to(model, related_name="+", on_delete=django.db.models.deletion.PROTECT):
    return loket.tenants.models.scoped.TenantForeignKey(
        on_delete=on_delete, related_name=related_name, to=model
    )


def _own(related_name):
    return _to("residents.resident", related_name, django.db.models.deletion.CASCADE)


_ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
_PUBLIC = ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True))

_FILL = """
INSERT INTO residents_lockerpaper
  (tenant_id, public_id, resident_id, slug, about, file_id, position, taken_at, checked_at, origin)
SELECT p.tenant_id, gen_random_uuid(), p.resident_id, p.slug,
       CASE WHEN p.slug = 'kk_asli' THEN r.kk_hash ELSE r.nik_hash END,
       p.file_id, 0, p.created_at, p.accepted_at, ''
FROM residents_residentpaper p
JOIN residents_resident r ON r.tenant_id = p.tenant_id AND r.id = p.resident_id
WHERE p.is_current AND p.accepted_at IS NOT NULL AND p.slug IN ('ktp_asli', 'surket_rekam', 'kk_asli')
  AND (p.slug <> 'kk_asli' OR r.kk_hash IS NOT NULL)
"""


class Migration(migrations.Migration):

    dependencies = [
        ("files", "0001_initial"),
        ("residents", "0005_add_traces_and_phone_changes"),
        ("tenants", "0005_add_two_person_rule"),
    ]

    operations = [
        migrations.CreateModel(
            name="FamilyMember",
            fields=[
                _ID,
                _PUBLIC,
                ("name", loket.tenants.fields.SealedTextField()),
                ("nik", loket.tenants.fields.SealedTextField(blank=True)),
                ("nik_hash", models.BinaryField(blank=True, max_length=32, null=True)),
                ("relation", models.CharField(max_length=20)),
                ("birth_date", loket.tenants.fields.SealedTextField(blank=True)),
                ("same_kk", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ("resident", _own("family")),
                ("tenant", _tenant()),
            ],
            options={
                "verbose_name": "anggota keluarga",
                "verbose_name_plural": "anggota keluarga",
                "indexes": [models.Index(fields=["tenant", "resident", "id"], name="family_of_resident")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("nik_hash__isnull", False)),
                        fields=("tenant", "resident", "nik_hash"),
                        name="family_member_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LockerPaper",
            fields=[
                _ID,
                _PUBLIC,
                ("slug", models.CharField(max_length=60)),
                ("about", models.BinaryField(max_length=32)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("taken_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField()),
                ("origin", models.CharField(blank=True, max_length=20)),
                ("file", _to("files.storedfile")),
                ("resident", _own("locker")),
                ("tenant", _tenant()),
            ],
            options={
                "verbose_name": "berkas tersimpan",
                "verbose_name_plural": "berkas tersimpan",
                "indexes": [
                    models.Index(fields=["tenant", "resident", "-checked_at"], name="locker_of_resident"),
                    models.Index(fields=["tenant", "file"], name="locker_of_file"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "resident", "slug", "about", "file"), name="locker_paper_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LockerAnswers",
            fields=[
                _ID,
                _PUBLIC,
                ("about", models.BinaryField(max_length=32)),
                ("answers", loket.tenants.fields.SealedJSONField()),
                ("checked_at", models.DateTimeField()),
                ("origin", models.CharField(max_length=20)),
                ("resident", _own("known_answers")),
                ("tenant", _tenant()),
            ],
            options={
                "verbose_name": "jawaban tersimpan",
                "verbose_name_plural": "jawaban tersimpan",
                "indexes": [
                    models.Index(fields=["tenant", "resident", "-checked_at"], name="locker_answers_of")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "resident", "origin"), name="locker_answers_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
    ]
