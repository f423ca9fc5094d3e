"""When the resident is asked to come, as a moment: reminders and the end of the waiting count from it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("applications", "0011_cover_counters")]

    operations = [
        migrations.AddField("application", "visit_at", models.DateTimeField(blank=True, null=True)),
    ]
