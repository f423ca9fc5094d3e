import django.db.models.deletion
import loket.foundation.kernel.clock
import loket.tenants.models.scoped
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenants', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('owner', models.CharField(max_length=80)),
                ('state', models.CharField(choices=[('received', 'Sedang disiapkan'), ('rebuilt', 'Siap dilihat'), ('refused', 'Ditolak'), ('erased', 'Dihapus')], default='received', max_length=10)),
                ('refusal', models.CharField(blank=True, max_length=20)),
                ('media_type', models.CharField(max_length=20)),
                ('size', models.PositiveIntegerField()),
                ('width', models.PositiveIntegerField(null=True)),
                ('height', models.PositiveIntegerField(null=True)),
                ('pages', models.PositiveSmallIntegerField(null=True)),
                ('received_key', models.BinaryField(null=True)),
                ('received_name', models.CharField(blank=True, max_length=64)),
                ('wrapped_key', models.BinaryField(null=True)),
                ('rebuilt_name', models.CharField(blank=True, max_length=64)),
                ('thumbnail_name', models.CharField(blank=True, max_length=64)),
                ('phash', models.BigIntegerField(null=True)),
                ('sharpness', models.FloatField(null=True)),
                ('brightness', models.FloatField(null=True)),
                ('glare', models.FloatField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('claimed_at', models.DateTimeField(null=True)),
                ('rebuilt_at', models.DateTimeField(null=True)),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'berkas',
                'verbose_name_plural': 'berkas',
            },
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('owner', models.CharField(max_length=80)),
                ('length', models.PositiveIntegerField()),
                ('offset', models.PositiveIntegerField(default=0)),
                ('stored', models.PositiveIntegerField(default=0)),
                ('partial_name', models.CharField(max_length=32)),
                ('wrapped_key', models.BinaryField()),
                ('refusal', models.CharField(blank=True, max_length=20)),
                ('created_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('file', loket.tenants.models.scoped.TenantForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.storedfile')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'unggahan',
                'verbose_name_plural': 'unggahan',
            },
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(fields=['tenant', 'owner', 'created_at'], name='file_owner_recent'),
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(condition=models.Q(('state', 'received')), fields=['tenant', 'created_at'], name='file_waiting'),
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(condition=models.Q(('claimed_at__isnull', True), models.Q(('state', 'erased'), _negated=True)), fields=['tenant', 'created_at'], name='file_unclaimed'),
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(fields=['tenant', 'received_name'], name='file_received_name'),
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(fields=['tenant', 'rebuilt_name'], name='file_rebuilt_name'),
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(fields=['tenant', 'thumbnail_name'], name='file_thumbnail_name'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'rebuilt'), _negated=True), models.Q(('received_key__isnull', True), ('wrapped_key__isnull', False), models.Q(('rebuilt_name', ''), _negated=True)), _connector='OR'), name='file_rebuilt_has_key_and_bytes'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'erased'), _negated=True), models.Q(('received_key__isnull', True), ('wrapped_key__isnull', True)), _connector='OR'), name='file_erased_has_no_key'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['tenant', 'created_at'], name='upload_age'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['tenant', 'partial_name'], name='upload_partial_name'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.UniqueConstraint(fields=('tenant', 'owner', 'key'), name='upload_key_unique_per_owner'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.CheckConstraint(condition=models.Q(('offset__lte', models.F('length'))), name='upload_offset_within_length'),
        ),
    ]
