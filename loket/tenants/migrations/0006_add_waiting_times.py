"""How long an office waits for residents; which central systems are down."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tenants', '0005_add_two_person_rule'),
    ]

    operations = [
        migrations.AddField(
            model_name='tenant',
            name='return_days',
            field=models.PositiveSmallIntegerField(default=14),
        ),
        migrations.AddField(
            model_name='tenant',
            name='systems_down',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='tenant',
            name='unclaimed_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='tenant',
            name='visit_days',
            field=models.PositiveSmallIntegerField(default=30),
        ),
    ]
