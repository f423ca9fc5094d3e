"""The staff app: enters itself among the address books of messages."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Officers are told about their own accounts at their present addresses."""

    name = "loket.staff"
    label = "staff"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register where an officer's present addresses are found."""
        from loket.notifications.recipients import address_books

        from .queries import present_officer

        address_books.register("officer", present_officer)
