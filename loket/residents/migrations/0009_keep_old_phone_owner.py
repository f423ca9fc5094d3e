"""A change of number that is taken back gives the old number back with whose it was."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("residents", "0008_forgive_a_letter_at_once")]

    operations: ClassVar = [
        migrations.AddField(
            "phonechange",
            "old_owner",
            models.CharField(
                choices=[
                    ("own", "Milik sendiri"),
                    ("relative", "Milik keluarga"),
                    ("none", "Tidak ada"),
                ],
                default="own",
                max_length=10,
            ),
        ),
    ]
