"""The morning digest of officers, which each may switch off."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('staff', '0002_add_invitations_and_contacts'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='wants_digest',
            field=models.BooleanField(default=True),
        ),
    ]
