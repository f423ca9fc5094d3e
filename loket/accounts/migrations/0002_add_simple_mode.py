"""Simple mode, remembered in the account."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='simple_mode',
            field=models.BooleanField(default=False),
        ),
    ]
