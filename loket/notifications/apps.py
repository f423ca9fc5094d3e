"""The outbox as a Django app."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class NotificationsConfig(AppConfig):
    """Collects the message kinds of every app at start."""

    name = "loket.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Read the ``messages.py`` of each of our apps."""
        from .kinds import kinds, kinds_in

        for config in apps.get_app_configs():
            if config.name.startswith("loket.") and module_has_submodule(config.module, "messages"):
                kinds.register(*kinds_in(import_module(f"{config.name}.messages")))
