"""The source of a published version is kept like its definition (ADR 5)."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_before = import_module("loket.catalogue.migrations.0002_keep_published_versions").KEEP
_function = _before[_before.index("CREATE FUNCTION") : _before.index("CREATE TRIGGER")]
BEFORE = _function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
KEEP = BEFORE.replace("NEW.definition,", "NEW.definition, NEW.source,").replace(
    "OLD.definition,", "OLD.definition, OLD.source,"
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("catalogue", "0003_add_drafts_and_shared_parts")]

    operations: ClassVar = [migrations.RunSQL(KEEP, BEFORE)]
