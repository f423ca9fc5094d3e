from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "loket.conversations"
    label = "conversations"
    default_auto_field = "django.db.models.BigAutoField"
