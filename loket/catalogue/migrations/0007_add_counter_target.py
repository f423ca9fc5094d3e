"""The promise at the counter (seed S3-2)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0006_add_publishing'),
    ]

    operations = [
        migrations.AddField(
            model_name='service',
            name='counter_minutes',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
