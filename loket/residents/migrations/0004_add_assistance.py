"""Registrations typed by somebody else, and people reached under another's number or none."""

import django.db.models.deletion
import loket.tenants.fields
import loket.tenants.models.scoped
from django.db import migrations, models


def _added(name, field, default=None):
    if default is not None:
        return migrations.AddField(model_name='resident', name=name, field=field, preserve_default=False)
    return migrations.AddField(model_name='resident', name=name, field=field)


class Migration(migrations.Migration):

    dependencies = [
        ('residents', '0003_index_names'),
        ('staff', '0002_add_invitations_and_contacts'),
    ]

    operations = [
        _added('phone_owner', models.CharField(choices=[('own', 'Milik sendiri'), ('relative', 'Milik keluarga'), ('none', 'Tidak ada')], default='own', max_length=10)),
        _added('phone_relation', models.CharField(blank=True, default='', max_length=20), ''),
        _added('phone_holder', loket.tenants.fields.SealedTextField(blank=True, default=''), ''),
        _added('no_phone_reason', models.CharField(blank=True, default='', max_length=20), ''),
        _added('assisted_by', loket.tenants.models.scoped.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.membership')),
        _added('assisted_name', models.CharField(blank=True, default='', max_length=160), ''),
        _added('originals_seen', models.JSONField(blank=True, default=list)),
    ]
