from django.apps import AppConfig


class OperatorFaceConfig(AppConfig):
    name = "loket.faces.operator"
    label = "operator"
