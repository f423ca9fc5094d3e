"""The database refuses to change or remove a published version of a service (ADR 5: applications keep theirs)."""

from typing import ClassVar

from django.db import migrations

# The owner of the tables may, as migrations run as the owner; the application role may not.
KEEP = """
CREATE FUNCTION catalogue_keep_published() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $keep$
BEGIN
    IF OLD.published_at IS NULL OR pg_has_role(
        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER'
    ) THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a published version of a service is kept for the applications made with it';
    END IF;
    IF (NEW.definition, NEW.checksum, NEW.number, NEW.service_id, NEW.tenant_id, NEW.created_at)
        IS DISTINCT FROM
        (OLD.definition, OLD.checksum, OLD.number, OLD.service_id, OLD.tenant_id, OLD.created_at)
        OR NEW.published_at IS NULL
    THEN
        RAISE EXCEPTION 'a published version of a service cannot be changed; make the next one';
    END IF;
    RETURN NEW;
END
$keep$;
CREATE TRIGGER catalogue_keep_published
    BEFORE UPDATE OR DELETE ON catalogue_serviceversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_keep_published();
"""
LET_GO = """
DROP TRIGGER catalogue_keep_published ON catalogue_serviceversion;
DROP FUNCTION catalogue_keep_published();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("catalogue", "0001_initial")]

    operations: ClassVar = [migrations.RunSQL(KEEP, LET_GO)]
