"""The database refuses every change of state that does not come from lifecycle.py (security rule 9, ADR 3)."""

from typing import ClassVar

from django.db import migrations

# The pairs as they are in states.py at this version; a test compares the two.
GUARD = """
CREATE FUNCTION applications_guard_state() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $guard$
DECLARE
    allowed constant text[] := ARRAY[
        'draft>submitted', 'draft>cancelled',
        'submitted>in_verification', 'submitted>cancelled',
        'in_verification>approved', 'in_verification>returned', 'in_verification>rejected',
        'in_verification>cancelled', 'in_verification>submitted',
        'returned>submitted', 'returned>cancelled', 'returned>in_verification',
        'approved>awaiting_visit', 'approved>in_process', 'approved>in_verification',
        'awaiting_visit>in_process', 'awaiting_visit>cancelled', 'awaiting_visit>returned',
        'in_process>in_production', 'in_process>returned', 'in_process>cancelled',
        'in_production>ready', 'in_production>sent', 'in_production>completed',
        'ready>completed', 'ready>sent', 'ready>cancelled',
        'sent>completed', 'sent>ready',
        'rejected>in_verification', 'cancelled>in_verification'
    ];
    door text := current_setting('app.lifecycle', true);
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF (NEW.state <> 'draft' OR NEW.version <> 0) AND door IS DISTINCT FROM 'import' THEN
            RAISE EXCEPTION 'an application begins as a draft; its state is written by lifecycle';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state = OLD.state AND NEW.version = OLD.version THEN
        RETURN NEW;
    END IF;
    IF door IS DISTINCT FROM NEW.id || ':' || NEW.version OR NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'the state of an application is written by lifecycle alone';
    END IF;
    IF NOT (OLD.state || '>' || NEW.state = ANY (allowed)) THEN
        RAISE EXCEPTION 'no such move: % to %', OLD.state, NEW.state;
    END IF;
    RETURN NEW;
END
$guard$;
CREATE TRIGGER applications_guard_state
    BEFORE INSERT OR UPDATE ON applications_application
    FOR EACH ROW EXECUTE FUNCTION applications_guard_state();
"""
UNGUARD = """
DROP TRIGGER applications_guard_state ON applications_application;
DROP FUNCTION applications_guard_state();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("applications", "0001_initial")]

    operations: ClassVar = [migrations.RunSQL(GUARD, UNGUARD)]
