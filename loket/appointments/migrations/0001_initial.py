"""Counters with their weeks and closed hours, and who comes when."""

import django.contrib.postgres.fields
import django.db.models.deletion
import loket.foundation.kernel.clock
import loket.tenants.fields
import loket.tenants.models.scoped
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('residents', '0009_keep_old_phone_owner'),
        ('tenants', '0008_silence_kinds'),
    ]

    operations = [
        migrations.CreateModel(
            name='Schedule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=12)),
                ('room', models.CharField(blank=True, max_length=80)),
                ('weekdays', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None)),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
                ('minutes', models.PositiveSmallIntegerField(default=20)),
                ('capacity', models.PositiveSmallIntegerField(default=4)),
                ('lead_hours', models.PositiveSmallIntegerField(default=2)),
                ('horizon_days', models.PositiveSmallIntegerField(default=30)),
                ('counts_walk_ins', models.BooleanField(default=True)),
                ('is_open', models.BooleanField(default=True)),
                ('office', loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.office')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'jadwal loket',
                'verbose_name_plural': 'jadwal loket',
            },
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('day', models.DateField()),
                ('begins', models.TimeField(blank=True, null=True)),
                ('ends', models.TimeField(blank=True, null=True)),
                ('reason', models.CharField(max_length=120)),
                ('by_name', models.CharField(blank=True, max_length=160)),
                ('created_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
                ('schedule', loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closures', to='appointments.schedule')),
            ],
            options={
                'verbose_name': 'penutupan jadwal',
                'verbose_name_plural': 'penutupan jadwal',
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('ticket', models.CharField(max_length=10)),
                ('kind', models.CharField(max_length=12)),
                ('starts_at', models.DateTimeField()),
                ('day', models.DateField()),
                ('place', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('state', models.CharField(default='booked', editable=False, max_length=12)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('person_hash', models.BinaryField(blank=True, max_length=32, null=True)),
                ('phone', loket.tenants.fields.SealedTextField(blank=True)),
                ('language', models.CharField(default='id', max_length=2)),
                ('about', models.CharField(blank=True, max_length=24)),
                ('bring', models.CharField(blank=True, max_length=80)),
                ('is_walk_in', models.BooleanField(default=False)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('entered_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('arrived_at', models.DateTimeField(blank=True, null=True)),
                ('line_number', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('called_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('office', loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.office')),
                ('resident', loket.tenants.models.scoped.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='residents.resident')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
                ('schedule', loket.tenants.models.scoped.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='appointments.schedule')),
            ],
            options={
                'verbose_name': 'janji temu',
                'verbose_name_plural': 'janji temu',
            },
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.UniqueConstraint(fields=('tenant', 'office', 'kind'), name='one_schedule_per_counter'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['complaint', 'ikd', 'meeting', 'pickup', 'recording'])), name='schedule_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='schedule_closes_after_opening'),
        ),
        migrations.AddConstraint(
            model_name='schedule',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 5), ('capacity__gte', 1)), name='schedule_has_places'),
        ),
        migrations.AddIndex(
            model_name='closure',
            index=models.Index(fields=['tenant', 'schedule', 'day'], name='closure_of_day'),
        ),
        migrations.AddConstraint(
            model_name='closure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('begins__isnull', True), ('ends__isnull', True)), models.Q(('begins__isnull', False), ('ends__gt', models.F('begins'))), _connector='OR'), name='closure_hours_make_sense'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['tenant', 'office', 'day', 'starts_at'], name='booking_of_day'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['tenant', 'resident', '-starts_at'], name='booking_of_resident'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(condition=models.Q(('about', ''), _negated=True), fields=['tenant', 'about'], name='booking_about'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(condition=models.Q(('state__in', ['arrived', 'booked'])), fields=['tenant', 'day'], name='booking_open'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['arrived', 'booked', 'cancelled', 'missed', 'served'])), name='booking_state_known'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['complaint', 'ikd', 'meeting', 'pickup', 'recording'])), name='booking_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(fields=('tenant', 'ticket'), name='booking_ticket_unique'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('place__isnull', False)), fields=('tenant', 'schedule', 'starts_at', 'place'), name='one_person_per_place'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('place__isnull', True), models.Q(('place__gte', 1), ('schedule__isnull', False), ('state__in', ['arrived', 'booked', 'served'])), _connector='OR'), name='place_held_while_expected'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('person_hash__isnull', False), ('state__in', ['arrived', 'booked'])), fields=('tenant', 'kind', 'person_hash'), name='one_open_appointment_per_person', violation_error_message='Sudah ada jadwal untuk NIK ini.'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['arrived', 'booked']), models.Q(('about', ''), _negated=True)), fields=('tenant', 'about'), name='one_open_appointment_per_case'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('line_number__isnull', False)), fields=('tenant', 'office', 'day', 'line_number'), name='line_number_once_a_day'),
        ),
    ]
