"""Complaints, what is said in them, photos sent along."""

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
        ('applications', '0014_add_exports'),
        ('files', '0002_index_near_photos'),
        ('residents', '0009_keep_old_phone_owner'),
        ('staff', '0003_add_digest'),
        ('tenants', '0009_add_complaint_days'),
    ]

    operations = [
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20)),
                ('state', models.CharField(default='new', editable=False, max_length=10)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('topic', models.CharField(max_length=24)),
                ('origin', models.CharField(choices=[('public', 'Dari warga'), ('office', 'Dibuka petugas')], default='public', max_length=8)),
                ('name', loket.tenants.fields.SealedTextField()),
                ('phone', loket.tenants.fields.SealedTextField()),
                ('code', loket.tenants.fields.SealedTextField()),
                ('is_confidential', models.BooleanField(default=False)),
                ('wants_visit', models.BooleanField(default=False)),
                ('language', models.CharField(default='id', max_length=2)),
                ('claimed_number', models.CharField(blank=True, max_length=20)),
                ('concerns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                ('wrapped_key', models.BinaryField(null=True)),
                ('sent_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('ending', models.CharField(blank=True, max_length=16)),
                ('created_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('since', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('first_answered_at', models.DateTimeField(blank=True, null=True)),
                ('is_in_time', models.BooleanField(blank=True, null=True)),
                ('entered_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('reopenings', models.PositiveSmallIntegerField(default=0)),
                ('is_content', models.BooleanField(blank=True, null=True)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('application', loket.tenants.models.scoped.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='complaints', to='applications.application')),
                ('assignee', loket.tenants.models.scoped.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='complaints', to='staff.membership')),
                ('resident', loket.tenants.models.scoped.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='complaints', to='residents.resident')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'aduan',
                'verbose_name_plural': 'aduan',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voice', models.CharField(choices=[('resident', 'Pelapor'), ('office', 'Kantor'), ('note', 'Catatan petugas')], max_length=8)),
                ('sealed_text', models.BinaryField()),
                ('author_id', models.CharField(blank=True, max_length=40)),
                ('author_name', models.CharField(blank=True, max_length=120)),
                ('at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('sent_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('complaint', loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='complaints.complaint')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'isi aduan',
                'verbose_name_plural': 'isi aduan',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('complaint', loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='complaints.complaint')),
                ('file', loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'foto aduan',
                'verbose_name_plural': 'foto aduan',
                'ordering': ['position'],
            },
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(('state__in', ['in_hand', 'new', 'reopened'])), fields=['tenant', 'since', 'id'], name='complaint_queue'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['tenant', 'state', '-entered_at', '-id'], name='complaint_ended'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['tenant', 'application'], name='complaint_of_case'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['tenant', 'resident', '-created_at'], name='complaint_of_resident'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['tenant', 'created_at'], name='complaint_by_day'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.UniqueConstraint(fields=('tenant', 'reference'), name='complaint_number_once'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.UniqueConstraint(fields=('tenant', 'sent_key'), name='complaint_sent_once'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['answered', 'closed', 'in_hand', 'new', 'reopened', 'spam'])), name='complaint_state_known'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('topic__in', ['data_tidak_sinkron', 'ditolak', 'kebocoran_data', 'lainnya', 'pelayanan', 'pungli', 'salah_cetak', 'teknis', 'terlambat'])), name='complaint_topic_known'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['public', 'office'])), name='complaint_origin_known'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('tenant', 'complaint', 'sent_key'), name='entry_sent_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('voice__in', ['resident', 'office', 'note'])), name='entry_voice_known'),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.UniqueConstraint(fields=('tenant', 'complaint', 'position'), name='complaint_photo_place'),
        ),
    ]
