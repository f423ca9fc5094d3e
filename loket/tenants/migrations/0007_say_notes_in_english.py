"""What to bring and what to mind at the office, in English too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tenants', '0006_add_waiting_times'),
    ]

    operations = [
        migrations.AddField(
            model_name='tenant',
            name='handover_note_en',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='tenant',
            name='visit_notice_en',
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
