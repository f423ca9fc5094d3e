"""Names are found with typing mistakes: trigrams, per dinas, behind a function that compares the dinas itself.

Row-level security lets only leakproof operators use an index, and trigram operators are not; the function
belongs to the owner, reads no tenant but the one of the transaction, and may therefore use it.
"""

from typing import ClassVar

from django.db import migrations

SEARCH = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE INDEX resident_names ON residents_resident
    USING gin (tenant_id, name gin_trgm_ops) WITH (gin_pending_list_limit = 512);
CREATE FUNCTION residents_by_name(wanted text, places text[], most integer)
RETURNS TABLE (id bigint, closeness real)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    strictness text;
BEGIN
    PERFORM similarity('', ''); -- loads the library, which alone knows the parameter
    -- The strict look first: few candidates for a whole name. The lenient one only when that found too little;
    -- it looks at no more than four thousand, for beyond that the words tell nobody apart.
    FOREACH strictness IN ARRAY ARRAY['0.8', '0.5'] LOOP
        PERFORM set_config('pg_trgm.word_similarity_threshold', strictness, true);
        RETURN QUERY
            SELECT c.id, (word_similarity(wanted, c.name) + similarity(wanted, c.name))::real
            FROM (
                SELECT r.id, r.name FROM public.residents_resident r
                WHERE r.tenant_id = nullif(current_setting('app.tenant', true), '')::bigint
                  AND coalesce(current_setting('app.errand', true), '') <> 'setup'
                  AND wanted <% r.name
                  AND (places IS NULL OR r.kecamatan_code = ANY (places))
                LIMIT 4000
            ) c
            ORDER BY 2 DESC, c.id DESC LIMIT most;
        IF FOUND THEN
            RETURN;
        END IF;
    END LOOP;
END
$body$;
"""
FORGET = """
DROP FUNCTION residents_by_name(text, text[], integer);
DROP INDEX resident_names;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("residents", "0002_guard_state")]

    operations: ClassVar = [migrations.RunSQL(SEARCH, FORGET)]
