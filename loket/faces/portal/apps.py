from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "loket.faces.portal"
    label = "portal"
