"""The app of cases: enters what it can do to many cases at once."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Its own deeds are there before any upper app's."""

    name = "loket.applications"
    label = "applications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the deeds of this app."""
        from .actions._own_deeds import register

        register()
