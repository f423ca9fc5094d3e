from django.apps import AppConfig


class HooksConfig(AppConfig):
    name = "loket.faces.hooks"
    label = "hooks"
