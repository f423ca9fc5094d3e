"""Residents without a NIK: a passport in its place, later beside it; everybody has one or both."""

from django.db import migrations, models

import loket.tenants.fields


def _text(length, **more):
    return models.CharField(blank=True, db_default="", default="", max_length=length, **more)


_PERMITS = [
    ("itas", "ITAS (izin tinggal terbatas)"),
    ("itap", "ITAP (izin tinggal tetap)"),
    ("kunjungan", "Izin kunjungan atau lainnya"),
]


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_add_passport_login"),
        ("residents", "0009_keep_old_phone_owner"),
    ]

    operations = [
        migrations.AlterField("resident", "nik", loket.tenants.fields.SealedTextField(blank=True)),
        migrations.AlterField(
            "resident", "nik_hash", models.BinaryField(blank=True, max_length=32, null=True)
        ),
        migrations.AlterField("resident", "nik_masked", models.CharField(blank=True, max_length=16)),
        migrations.AddField(
            "resident", "passport", loket.tenants.fields.SealedTextField(blank=True, null=True)
        ),
        migrations.AddField("resident", "passport_country", _text(3)),
        migrations.AddField(
            "resident", "passport_hash", models.BinaryField(blank=True, max_length=32, null=True)
        ),
        migrations.AddField("resident", "passport_masked", _text(20)),
        migrations.AddField("resident", "passport_until", models.DateField(blank=True, null=True)),
        migrations.AddField("resident", "stay_permit", _text(10, choices=_PERMITS)),
        migrations.AddIndex(
            "resident",
            models.Index(
                condition=models.Q(("passport_hash__isnull", False)),
                fields=["tenant", "passport_hash"],
                name="resident_by_passport",
            ),
        ),
        migrations.AddConstraint(
            "resident",
            models.CheckConstraint(
                condition=models.Q(("nik_hash__isnull", False), ("passport_hash__isnull", False), _connector="OR"),
                name="resident_has_nik_or_passport",
            ),
        ),
    ]
