"""Within how many working days a complaint is answered."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tenants', '0008_silence_kinds'),
    ]

    operations = [
        migrations.AddField(
            model_name='tenant',
            name='complaint_days',
            field=models.PositiveSmallIntegerField(default=5),
        ),
    ]
