"""Cases are found by the words of a name, mistyped or not; see residents 0011 for the why."""

from typing import ClassVar

from django.db import migrations

_WORDS = """
CREATE FUNCTION applications_learn_name() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.subject_name <> OLD.subject_name THEN
        PERFORM learn_name(NEW.tenant_id, NEW.subject_name);
    END IF;
    RETURN NULL;
END
$body$;
CREATE TRIGGER applications_learn_name AFTER INSERT OR UPDATE OF subject_name ON applications_application
    FOR EACH ROW EXECUTE FUNCTION applications_learn_name();
INSERT INTO residents_nameword (tenant_id, word)
    SELECT DISTINCT tenant_id, word
    FROM (SELECT tenant_id, unnest(words_of_name(subject_name)) AS word FROM applications_application) AS borne
    WHERE length(word) BETWEEN 3 AND 120
    EXCEPT SELECT tenant_id, word FROM residents_nameword;
CREATE INDEX application_name_marks ON applications_application
    USING gin (marks_of_name(tenant_id, subject_name)) WITH (fastupdate = off);
"""
_FORGET_WORDS = """
DROP INDEX application_name_marks;
DROP TRIGGER applications_learn_name ON applications_application;
DROP FUNCTION applications_learn_name();
"""
_SEARCH = """
CREATE OR REPLACE FUNCTION applications_by_name(wanted text, roles text[], places text[], most integer)
RETURNS TABLE (id bigint, closeness real)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    tier record;
    strictness text;
BEGIN
    -- By the words it may mean first.
    FOR tier IN SELECT * FROM names_meant(wanted) LOOP
        RETURN QUERY
            SELECT c.id, (c.likeness + similarity(wanted, c.subject_name))::real
            FROM (
                SELECT a.id, a.subject_name, a.submitted_at, word_similarity(wanted, a.subject_name) AS likeness
                FROM public.applications_application a
                WHERE a.tenant_id = nullif(current_setting('app.tenant', true), '')::bigint
                  AND coalesce(current_setting('app.errand', true), '') <> 'setup'
                  AND marks_of_name(a.tenant_id, a.subject_name) @@ tier.meant
                  AND a.state <> 'draft'
                  AND (a.verify_role = ANY (roles) OR a.process_roles && roles::varchar[]
                       OR a.visit_role = ANY (roles) OR a.hand_over_role = ANY (roles))
                  AND (places IS NULL OR NOT a.is_routed OR a.kecamatan_code = ANY (places))
                LIMIT 4000
            ) c
            WHERE c.likeness >= tier.at_least
            ORDER BY 2 DESC, c.submitted_at DESC LIMIT most;
        IF FOUND THEN
            RETURN;
        END IF;
    END LOOP;
    PERFORM similarity('', ''); -- loads the library, which alone knows the parameter
    -- Then by letters: strictly, and leniently when that found nothing. No more than four thousand are looked at,
    -- for beyond that the words tell nobody apart.
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
_HEAD, _AFTER_WORDS = _SEARCH.split("    -- By the words it may mean first.\n")
_BY_LETTERS = _HEAD.replace("    tier record;\n", "") + (
    "    PERFORM similarity" + _AFTER_WORDS.split("    PERFORM similarity", 1)[1]
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("applications", "0014_add_exports"),
        ("residents", "0011_keep_words_of_names"),
    ]

    operations: ClassVar = [
        migrations.RunSQL(_WORDS, _FORGET_WORDS),
        migrations.RunSQL(_SEARCH, _BY_LETTERS),
    ]
