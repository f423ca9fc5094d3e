from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "loket.faces.console"
    label = "console"
