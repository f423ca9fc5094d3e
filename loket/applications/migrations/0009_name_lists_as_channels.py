"""Cases may come in by a list: paper files entered afterwards, or the sheet of an earlier online form."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0008_let_clocks_stop'),
    ]

    operations = [
        migrations.AlterField(
            model_name='application',
            name='channel',
            field=models.CharField(choices=[('web', 'Situs'), ('whatsapp', 'WhatsApp'), ('counter', 'Loket'), ('helper', 'Pendamping'), ('paper', 'Berkas kertas'), ('form', 'Formulir lama')], default='web', max_length=12),
        ),
    ]
