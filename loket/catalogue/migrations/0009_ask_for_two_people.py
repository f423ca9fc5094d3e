"""A service may ask for two people on each of its applications, where the office does not ask for all."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("catalogue", "0008_add_own_targets")]

    operations = [
        migrations.AddField("service", "needs_two_people", models.BooleanField(default=False)),
    ]
