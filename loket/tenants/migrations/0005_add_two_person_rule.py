"""Who declared a case complete may be kept from processing it as well (seed S3-1)."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("tenants", "0004_add_pages_and_announcements")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="tenant", name="two_person_rule", field=models.BooleanField(default=False)
        ),
    ]
