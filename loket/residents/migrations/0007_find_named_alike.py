"""Accounts named like one account, itself left out: its own exact name must not end the look for mistyped ones.

Like ``residents_by_name`` of 0003 (why a function: see there), with one strictness and without the account itself.
"""

from typing import ClassVar

from django.db import migrations

SEARCH = """
CREATE FUNCTION residents_named_alike(wanted text, besides bigint, places text[], most integer)
RETURNS TABLE (id bigint, closeness real)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    PERFORM similarity('', ''); -- loads the library, which alone knows the parameter
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.6', true);
    RETURN QUERY
        SELECT c.id, (word_similarity(wanted, c.name) + similarity(wanted, c.name))::real
        FROM (
            SELECT r.id, r.name FROM public.residents_resident r
            WHERE r.tenant_id = nullif(current_setting('app.tenant', true), '')::bigint
              AND coalesce(current_setting('app.errand', true), '') <> 'setup'
              AND wanted <% r.name
              AND r.id <> besides
              AND (places IS NULL OR r.kecamatan_code = ANY (places))
            LIMIT 4000
        ) c
        ORDER BY 2 DESC, c.id DESC LIMIT most;
END
$body$;
"""
FORGET = "DROP FUNCTION residents_named_alike(text, bigint, text[], integer);"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("residents", "0006_add_family_and_locker")]

    operations: ClassVar = [migrations.RunSQL(SEARCH, FORGET)]
