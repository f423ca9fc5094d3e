"""The database refuses every change of a resident's state that does not come from lifecycle.py."""

from typing import ClassVar

from django.db import migrations

# The pairs as they are in states.py at this version; a test compares the two.
GUARD = """
CREATE FUNCTION residents_guard_state() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $guard$
DECLARE
    allowed constant text[] := ARRAY[
        'awaiting_activation>awaiting_verification', 'awaiting_activation>verified',
        'awaiting_verification>verified', 'awaiting_verification>needs_repair', 'awaiting_verification>cancelled',
        'needs_repair>awaiting_verification', 'needs_repair>cancelled',
        'verified>awaiting_verification', 'cancelled>awaiting_verification', 'cancelled>needs_repair',
        'verified>frozen', 'frozen>verified'
    ];
    door text := current_setting('app.lifecycle', true);
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'awaiting_activation' OR NEW.version <> 0 THEN
            RAISE EXCEPTION 'a resident begins in awaiting_activation; the state is written by lifecycle';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state = OLD.state AND NEW.version = OLD.version THEN
        RETURN NEW;
    END IF;
    IF door IS DISTINCT FROM 'resident:' || NEW.id || ':' || NEW.version OR NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'the state of a resident is written by lifecycle alone';
    END IF;
    IF NOT (OLD.state || '>' || NEW.state = ANY (allowed)) THEN
        RAISE EXCEPTION 'no such move: % to %', OLD.state, NEW.state;
    END IF;
    RETURN NEW;
END
$guard$;
CREATE TRIGGER residents_guard_state
    BEFORE INSERT OR UPDATE ON residents_resident
    FOR EACH ROW EXECUTE FUNCTION residents_guard_state();
"""
UNGUARD = """
DROP TRIGGER residents_guard_state ON residents_resident;
DROP FUNCTION residents_guard_state();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("residents", "0001_initial")]

    operations: ClassVar = [migrations.RunSQL(GUARD, UNGUARD)]
