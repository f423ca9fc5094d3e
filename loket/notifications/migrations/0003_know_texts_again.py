"""A keyed hash of each text, so that the dinas can say whether a message is its own; old messages stay without."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("notifications", "0002_add_service_texts_and_history")]

    operations = [
        migrations.AddField("message", "text_mark", models.BinaryField(blank=True, max_length=32, null=True)),
        migrations.AddIndex(
            "message",
            models.Index(
                fields=["tenant", "text_mark"],
                condition=models.Q(("text_mark__isnull", False)),
                name="messages_by_text",
            ),
        ),
    ]
