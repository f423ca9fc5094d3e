"""Who asks for and publishes versions, and where a dinas stands towards the packaged catalogue."""

import django.db.models.deletion
import loket.foundation.kernel.clock
import loket.tenants.models.scoped
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0005_add_channels_and_emergency'),
        ('tenants', '0003_add_opening_brand_and_old_hosts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=500)),
                ('restored_from', models.PositiveIntegerField(blank=True, null=True)),
                ('at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('asked_by', loket.tenants.models.scoped.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', loket.tenants.models.scoped.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
                ('version', loket.tenants.models.scoped.TenantOneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='catalogue.serviceversion')),
            ],
            options={
                'verbose_name': 'penerbitan',
                'verbose_name_plural': 'penerbitan',
            },
        ),
        migrations.CreateModel(
            name='PublicationRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=500)),
                ('wanted_from', models.DateTimeField(blank=True, null=True)),
                ('draft', loket.tenants.models.scoped.TenantOneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='request', to='catalogue.servicedraft')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'permintaan terbit',
                'verbose_name_plural': 'permintaan terbit',
            },
        ),
        migrations.CreateModel(
            name='StarterBase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('definition', models.JSONField()),
                ('checksum', models.CharField(max_length=64)),
                ('declined', models.BooleanField(default=False)),
                ('at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('by', loket.tenants.models.scoped.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', loket.tenants.models.scoped.TenantOneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='starter_base', to='catalogue.service')),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'pijakan katalog bawaan',
                'verbose_name_plural': 'pijakan katalog bawaan',
            },
        ),
        migrations.CreateModel(
            name='PublishingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alone_allowed', models.BooleanField(default=False)),
                ('set_at', models.DateTimeField(default=loket.foundation.kernel.clock.now)),
                ('set_by', loket.tenants.models.scoped.TenantForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tenant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'verbose_name': 'aturan penerbitan',
                'verbose_name_plural': 'aturan penerbitan',
                'constraints': [models.UniqueConstraint(fields=('tenant',), name='one_publishing_rule_per_tenant')],
            },
        ),
    ]
