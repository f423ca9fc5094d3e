"""The line of one service in the order of the officers' list: the status page counts who stands before."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("applications", "0016_count_by_kind")]

    operations = [
        migrations.AddIndex(
            "application",
            models.Index(
                fields=["tenant", "service", "submitted_at", "id"],
                include=["is_routed", "kecamatan_code"],
                condition=models.Q(("state", "submitted")),
                name="application_in_line",
            ),
        ),
    ]
