"""The app of documents: enters what it can do to many cases at once."""

from django.apps import AppConfig


class IssuingConfig(AppConfig):
    """Its deeds stand behind those of cases."""

    name = "loket.issuing"
    label = "issuing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the deeds of this app."""
        from .actions._own_deeds import register

        register()
