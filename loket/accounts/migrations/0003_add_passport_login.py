"""One open account for a passport, also after a NIK became the log in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_add_simple_mode"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="passport_login_hash",
            field=models.BinaryField(blank=True, max_length=32, null=True),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True), ("passport_login_hash__isnull", False)),
                fields=("tenant", "passport_login_hash"),
                name="one_open_account_per_passport",
            ),
        ),
    ]
