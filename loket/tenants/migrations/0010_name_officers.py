"""Whether residents read officers' names in the list of who opened their file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tenants", "0009_add_complaint_days")]

    operations = [
        migrations.AddField("tenant", "names_officers", models.BooleanField(default=False)),
    ]
