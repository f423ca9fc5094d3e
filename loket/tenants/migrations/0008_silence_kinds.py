"""Message kinds that a dinas does without."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tenants', '0007_say_notes_in_english'),
    ]

    operations = [
        migrations.AddField(
            model_name='tenant',
            name='silent_message_kinds',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
