"""Who typed an application for its applicant, and the target of the counter."""

import django.db.models.deletion
import loket.tenants.models.scoped
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0005_add_casework'),
        ('staff', '0002_add_invitations_and_contacts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='application',
            name='channel',
            field=models.CharField(choices=[('web', 'Situs'), ('whatsapp', 'WhatsApp'), ('counter', 'Loket'), ('helper', 'Pendamping')], default='web', max_length=12),
        ),
        migrations.AddField(
            model_name='application',
            name='assisted_by',
            field=loket.tenants.models.scoped.TenantForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.membership'),
        ),
        migrations.AddField(
            model_name='application',
            name='assisted_name',
            field=models.CharField(blank=True, default='', editable=False, max_length=160),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='application',
            name='counter_minutes',
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('assisted_by__isnull', False)), fields=['tenant', 'assisted_by', '-created_at'], name='application_of_helper'),
        ),
    ]
