"""A case may change its version without its state: an outage stops its clocks, and who saw it before is told."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_BEFORE: str = import_module("loket.applications.migrations.0002_guard_state").GUARD
_FUNCTION = _BEFORE.partition("CREATE TRIGGER")[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
_AFTER = _FUNCTION.replace(
    "IF NOT (OLD.state || '>' || NEW.state = ANY (allowed)) THEN",
    "IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state = ANY (allowed)) THEN",
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("applications", "0007_add_time_and_batches")]

    operations: ClassVar = [migrations.RunSQL(_AFTER, _FUNCTION)]
