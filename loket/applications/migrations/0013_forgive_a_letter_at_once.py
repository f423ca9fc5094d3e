"""The first look for a name already forgives a mistyped letter; see residents 0008 for the why."""

from typing import ClassVar

from django.db import migrations

_SEARCH = """
CREATE OR REPLACE FUNCTION applications_by_name(wanted text, roles text[], places text[], most integer)
RETURNS TABLE (id bigint, closeness real)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    strictness text;
BEGIN
    PERFORM similarity('', ''); -- loads the library, which alone knows the parameter
    -- The strict look first: it forgives a letter or two of a whole name. The lenient one only when that found
    -- nothing; it looks at no more than four thousand, for beyond that the words tell nobody apart.
    FOREACH strictness IN ARRAY ARRAY['0.7', '0.5'] LOOP
        PERFORM set_config('pg_trgm.word_similarity_threshold', strictness, true);
        RETURN QUERY
            SELECT c.id, (word_similarity(wanted, c.subject_name) + similarity(wanted, c.subject_name))::real
            FROM (
                SELECT a.id, a.subject_name, a.submitted_at FROM public.applications_application a
                WHERE a.tenant_id = nullif(current_setting('app.tenant', true), '')::bigint
                  AND coalesce(current_setting('app.errand', true), '') <> 'setup'
                  AND wanted <% a.subject_name
                  AND a.state <> 'draft'
                  AND (a.verify_role = ANY (roles) OR a.process_roles && roles::varchar[]
                       OR a.visit_role = ANY (roles) OR a.hand_over_role = ANY (roles))
                  AND (places IS NULL OR NOT a.is_routed OR a.kecamatan_code = ANY (places))
                LIMIT 4000
            ) c
            ORDER BY 2 DESC, c.submitted_at DESC LIMIT most;
        IF FOUND THEN
            RETURN;
        END IF;
    END LOOP;
END
$body$;
"""
_STRICT, _STRICTER = "ARRAY['0.7', '0.5']", "ARRAY['0.8', '0.5']"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("applications", "0012_add_visit_time")]

    operations: ClassVar = [migrations.RunSQL(_SEARCH, _SEARCH.replace(_STRICT, _STRICTER))]
