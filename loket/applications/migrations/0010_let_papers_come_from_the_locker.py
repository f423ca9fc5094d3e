"""A paper may come from the resident's locker, with the day it was checked."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("applications", "0009_name_lists_as_channels"),
        ("residents", "0006_add_family_and_locker"),
    ]

    operations = [
        migrations.AddField("attachment", "checked_at", models.DateTimeField(blank=True, null=True)),
        migrations.AlterField(
            "attachment",
            "source",
            models.CharField(
                choices=[
                    ("upload", "Dikirim"),
                    ("account", "Dari akun"),
                    ("locker", "Dari berkas tersimpan"),
                ],
                default="upload",
                max_length=8,
            ),
        ),
    ]
