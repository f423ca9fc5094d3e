"""Notes, links, corrections, opinions; who approved; SIAK's number; why a paper will not do."""

import django.db.models.deletion
import loket.foundation.kernel.clock
import loket.tenants.models.scoped
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0004_index_names'),
        ('staff', '0002_add_invitations_and_contacts'),
        ('tenants', '0005_add_two_person_rule'),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='approved_by',
            field=models.CharField(blank=True, editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name='application',
            name='register_number',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='attachment',
            name='doubt',
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.CreateModel(
            name='CaseLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=120)),
                ('linked_by', models.CharField(max_length=120)),
                ('linked_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('unlinked_by', models.CharField(blank=True, max_length=120)),
                ('unlink_reason', models.CharField(blank=True, max_length=120)),
                ('unlinked_at', models.DateTimeField(blank=True, null=True)),
                ('first', loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='applications.application')),
                ('second', loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='applications.application')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'tautan berkas',
                'verbose_name_plural': 'tautan berkas',
                'indexes': [models.Index(fields=['tenant', 'second'], name='link_of_second')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('unlinked_at__isnull', True)), fields=('tenant', 'first', 'second'), name='one_link_per_pair'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='link_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=60)),
                ('sealed_before', models.BinaryField()),
                ('sealed_after', models.BinaryField()),
                ('reason_code', models.CharField(max_length=30)),
                ('actor_id', models.CharField(max_length=40)),
                ('actor_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('application', loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='applications.application')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'pembetulan',
                'verbose_name_plural': 'pembetulan',
                'ordering': ['id'],
                'indexes': [models.Index(fields=['tenant', 'application', 'id'], name='correction_of_application')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed_text', models.BinaryField()),
                ('author_id', models.CharField(max_length=40)),
                ('author_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('application', loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='applications.application')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'catatan dalam',
                'verbose_name_plural': 'catatan dalam',
                'ordering': ['id'],
                'indexes': [models.Index(fields=['tenant', 'application', 'id'], name='note_of_application')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sealed_question', models.BinaryField()),
                ('role', models.CharField(blank=True, max_length=40)),
                ('asked_by_id', models.CharField(max_length=40)),
                ('asked_by', models.CharField(max_length=120)),
                ('asked_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('sealed_answer', models.BinaryField(blank=True, null=True)),
                ('closed_by', models.CharField(blank=True, max_length=120)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('application', loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='applications.application')),
                ('officer', loket.tenants.models.scoped.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.membership')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'permintaan pendapat',
                'verbose_name_plural': 'permintaan pendapat',
                'ordering': ['id'],
                'indexes': [models.Index(fields=['tenant', 'application', 'id'], name='opinion_of_application'), models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['tenant', 'asked_at'], name='opinion_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('role', ''), _negated=True), ('officer__isnull', False), _connector='OR'), name='opinion_asked_of_somebody')],
            },
        ),
    ]
