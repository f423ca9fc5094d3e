"""What is said inside a case, and replies kept ready."""

import django.db.models.deletion
import loket.foundation.kernel.clock
import loket.tenants.models.scoped
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('applications', '0005_add_casework'),
        ('files', '0002_index_near_photos'),
        ('tenants', '0005_add_two_person_rule'),
    ]

    operations = [
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_resident', models.BooleanField()),
                ('sealed_text', models.BinaryField()),
                ('author_id', models.CharField(max_length=40)),
                ('author_name', models.CharField(blank=True, max_length=120)),
                ('at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('sent_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('application', loket.tenants.models.scoped.TenantForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='applications.application')),
                ('photo', loket.tenants.models.scoped.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'pesan',
                'verbose_name_plural': 'pesan',
                'ordering': ['id'],
                'indexes': [models.Index(fields=['tenant', 'application', 'id'], name='post_of_application'), models.Index(condition=models.Q(('by_resident', True), ('seen_at__isnull', True)), fields=['tenant', 'at'], name='post_unread_by_office')],
                'constraints': [models.UniqueConstraint(fields=('tenant', 'application', 'sent_key'), name='post_sent_once')],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=60)),
                ('text', models.CharField(max_length=500)),
                ('text_en', models.CharField(blank=True, max_length=500)),
                ('created_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'balasan siap pakai',
                'verbose_name_plural': 'balasan siap pakai',
                'constraints': [models.UniqueConstraint(fields=('tenant', 'title'), name='one_reply_per_title')],
            },
        ),
    ]
