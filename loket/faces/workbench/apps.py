from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "loket.faces.workbench"
    label = "workbench"
