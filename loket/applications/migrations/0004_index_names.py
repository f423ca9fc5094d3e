"""Cases are found by the name of their person with typing mistakes; see residents 0003 for the why."""

from typing import ClassVar

from django.db import migrations

SEARCH = """
CREATE INDEX application_names ON applications_application
    USING gin (tenant_id, subject_name gin_trgm_ops) WITH (gin_pending_list_limit = 512);
CREATE FUNCTION applications_by_name(wanted text, roles text[], places text[], most integer)
RETURNS TABLE (id bigint, closeness real)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET pg_trgm.word_similarity_threshold = 0.5 AS $body$
    SELECT a.id, word_similarity(wanted, a.subject_name) + similarity(wanted, a.subject_name)
    FROM public.applications_application a
    WHERE a.tenant_id = nullif(current_setting('app.tenant', true), '')::bigint
      AND coalesce(current_setting('app.errand', true), '') <> 'setup'
      AND wanted <% a.subject_name
      AND a.state <> 'draft'
      AND (a.verify_role = ANY (roles) OR a.process_roles && roles::varchar[]
           OR a.visit_role = ANY (roles) OR a.hand_over_role = ANY (roles))
      AND (places IS NULL OR NOT a.is_routed OR a.kecamatan_code = ANY (places))
    ORDER BY 2 DESC, a.submitted_at DESC LIMIT most
$body$;
"""
FORGET = """
DROP FUNCTION applications_by_name(text, text[], text[], integer);
DROP INDEX application_names;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("applications", "0003_add_queues")]

    operations: ClassVar = [migrations.RunSQL(SEARCH, FORGET)]
