from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "loket.residents"
    label = "residents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let messages ask for the present address of a resident just before they leave (goal R53)."""
        from loket.notifications.messages import address_books

        from .lifecycle import present_recipient

        address_books.register("resident", present_recipient)
