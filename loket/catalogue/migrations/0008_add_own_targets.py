"""An office may set its own targets for a service."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0007_add_counter_target'),
    ]

    operations = [
        migrations.AddField(
            model_name='service',
            name='verify_hours',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='service',
            name='target_value',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='service',
            name='target_unit',
            field=models.CharField(default='working_day', max_length=12),
        ),
    ]
