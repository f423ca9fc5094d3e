"""Near-equal photos are found by four indexed quarters of the perceptual hash, not by reading every row.

Two hashes that differ in at most three of 64 bits agree in at least one of their four quarters. The function
belongs to the owner, because shifting bits is not leak-proof and would keep the policy of rows from using the
indexes; the dinas is compared inside.
"""

from typing import ClassVar

from django.db import migrations

_QUARTER = "((phash >> {shift}) & 65535)"
INDEX = "CREATE INDEX file_photo_quarter_{number} ON files_storedfile (tenant_id, {quarter}) WHERE phash IS NOT NULL;"
SEARCH = """
CREATE FUNCTION files_near(wanted bigint, most integer) RETURNS TABLE (id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
    SELECT f.id FROM public.files_storedfile f
    WHERE f.tenant_id = nullif(current_setting('app.tenant', true), '')::bigint
      AND coalesce(current_setting('app.errand', true), '') <> 'setup'
      AND f.phash IS NOT NULL
      AND (((f.phash >> 0) & 65535) = ((wanted >> 0) & 65535)
           OR ((f.phash >> 16) & 65535) = ((wanted >> 16) & 65535)
           OR ((f.phash >> 32) & 65535) = ((wanted >> 32) & 65535)
           OR ((f.phash >> 48) & 65535) = ((wanted >> 48) & 65535))
      AND bit_count((f.phash # wanted)::bit(64)) <= 3
    ORDER BY f.created_at DESC LIMIT most
$body$;
"""
MAKE = "".join(INDEX.format(number=number, quarter=_QUARTER.format(shift=16 * number)) for number in range(4))
DROP = "".join(f"DROP INDEX file_photo_quarter_{number};" for number in range(4))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("files", "0001_initial")]

    operations: ClassVar = [
        migrations.RunSQL(MAKE + SEARCH, "DROP FUNCTION files_near(bigint, integer);" + DROP)
    ]
