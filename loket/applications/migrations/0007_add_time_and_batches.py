"""Outages that hold cases, reminders, escalation, and orders over many cases."""

import django.contrib.postgres.fields
import django.db.models.deletion
import loket.foundation.kernel.clock
import loket.tenants.fields
import loket.tenants.models.scoped
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0006_add_assistance'),
        ('residents', '0004_add_assistance'),
        ('staff', '0003_add_digest'),
        ('tenants', '0006_add_waiting_times'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('deed', models.CharField(max_length=30)),
                ('choices', loket.tenants.fields.SealedJSONField(default=dict)),
                ('language', models.CharField(default='id', max_length=5)),
                ('total', models.PositiveSmallIntegerField()),
                ('created_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('starts_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('stopped_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('order_key', models.UUIDField(default=uuid.uuid4, editable=False)),
            ],
            options={
                'verbose_name': 'pengerjaan sekaligus',
                'verbose_name_plural': 'pengerjaan sekaligus',
            },
        ),
        migrations.CreateModel(
            name='BatchItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('fate', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=8)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'bagian pengerjaan',
                'verbose_name_plural': 'bagian pengerjaan',
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_at', models.DateTimeField()),
                ('released_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'penahanan',
                'verbose_name_plural': 'penahanan',
            },
        ),
        migrations.CreateModel(
            name='Outage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('system', models.CharField(choices=[('siak', 'SIAK'), ('tte', 'Tanda tangan elektronik (TTE)')], max_length=8)),
                ('slots', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('tells_hold', models.BooleanField(default=True)),
                ('tells_release', models.BooleanField(default=False)),
                ('started_at', models.DateTimeField()),
                ('declared_by_id', models.CharField(max_length=40)),
                ('declared_by', models.CharField(max_length=120)),
                ('declared_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'verbose_name': 'gangguan',
                'verbose_name_plural': 'gangguan',
            },
        ),
        migrations.AddField(
            model_name='application',
            name='escalated_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='application',
            name='held_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='application',
            name='nudges',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('held_at__isnull', False)), fields=['tenant', 'held_at'], name='application_held'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('state__in', ('awaiting_visit', 'ready', 'returned'))), fields=['tenant', 'state', 'entered_at'], name='application_reminded'),
        ),
        migrations.AddField(
            model_name='batch',
            name='officer',
            field=loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.membership'),
        ),
        migrations.AddField(
            model_name='batch',
            name='tenant',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant'),
        ),
        migrations.AddField(
            model_name='batchitem',
            name='application',
            field=loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='applications.application'),
        ),
        migrations.AddField(
            model_name='batchitem',
            name='batch',
            field=loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='applications.batch'),
        ),
        migrations.AddField(
            model_name='batchitem',
            name='tenant',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant'),
        ),
        migrations.AddField(
            model_name='hold',
            name='application',
            field=loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='applications.application'),
        ),
        migrations.AddField(
            model_name='hold',
            name='tenant',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant'),
        ),
        migrations.AddField(
            model_name='outage',
            name='tenant',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant'),
        ),
        migrations.AddField(
            model_name='hold',
            name='outage',
            field=loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='applications.outage'),
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(fields=['tenant', 'officer', '-created_at'], name='batch_of_officer'),
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['tenant', 'created_at'], name='batch_open'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.UniqueConstraint(fields=('tenant', 'order_key'), name='batch_ordered_once'),
        ),
        migrations.AddIndex(
            model_name='batchitem',
            index=models.Index(fields=['tenant', 'batch', 'fate', 'position'], name='batch_progress'),
        ),
        migrations.AddConstraint(
            model_name='batchitem',
            constraint=models.UniqueConstraint(fields=('tenant', 'batch', 'application'), name='once_in_a_batch'),
        ),
        migrations.AddConstraint(
            model_name='outage',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('tenant', 'system'), name='one_open_outage'),
        ),
        migrations.AddConstraint(
            model_name='outage',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='outage_in_order'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(fields=['tenant', 'application', 'held_at'], name='hold_of_application'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.UniqueConstraint(condition=models.Q(('released_at__isnull', True)), fields=('tenant', 'outage', 'application'), name='held_once_by_an_outage'),
        ),
    ]
