"""Mistyped names are understood word by word, and people are then found by the words themselves.

A trigram search reads everything that shares three letters with the name, in all dinas; its time grew with the
number of people. The words of names are few: which of them a mistyped word may mean is read from a small table,
by what is left of a word when one letter is left out, and people are found by exact words of their own dinas.
The trigram search remains for names of which a word is like none that anybody bears.
"""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

_WORDS = r"""
-- As loket.foundation.kernel.names.normalised, in words; a test compares the two.
CREATE FUNCTION words_of_name(name text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS $body$
    SELECT string_to_array(btrim(regexp_replace(
        lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', ' ', 'g'
    )), ' ')
$body$;
-- What is left of a word without one of its letters, and the word itself: two words that share one of these
-- differ by a letter left out, added, mistaken or swapped with its neighbour.
CREATE FUNCTION remains_of_word(tenant bigint, word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS $body$
    SELECT array_agg(DISTINCT tenant || ':' || rest) FROM (
        SELECT word AS rest
        UNION ALL
        SELECT left(word, n - 1) || substr(word, n + 1) FROM generate_series(1, length(word)) AS n
    ) AS remains
$body$;
-- The words of a name as the index holds them, with their dinas.
CREATE FUNCTION marks_of_name(tenant bigint, name text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT SET search_path = pg_catalog, pg_temp AS $body$
    SELECT array_to_tsvector(array_agg(DISTINCT tenant || ':' || word))
    FROM unnest(public.words_of_name(name)) AS word WHERE word <> ''
$body$;
-- What a typed name may mean, the likeliest first: for each word those that people of this dinas bear and that are
-- like it, all of them together; then all but one, for a word too many or typed beyond recognition, if the name is
-- at_least that close. Nothing when too few words are known. It belongs to the owner and reads one dinas, as
-- residents_by_name does.
CREATE FUNCTION names_meant(wanted text) RETURNS TABLE (meant tsquery, at_least real)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan AS $body$
DECLARE
    dinas constant bigint := nullif(current_setting('app.tenant', true), '')::bigint;
    typed text;
    alike text;
    known text[] := '{}';
    unknown integer := 0;
BEGIN
    FOREACH typed IN ARRAY words_of_name(left(wanted, 120)) LOOP -- no name is longer
        CONTINUE WHEN length(typed) < 3; -- "I", "Ni", initials: they tell nobody apart
        SELECT string_agg(DISTINCT quote_literal(dinas || ':' || w.word), '|') INTO alike
        FROM public.residents_nameword w
        WHERE remains_of_word(w.tenant_id, w.word) && remains_of_word(dinas, typed);
        IF alike IS NULL THEN
            unknown := unknown + 1;
        ELSE
            known := known || ('(' || alike || ')');
        END IF;
    END LOOP;
    IF unknown = 0 AND cardinality(known) > 0 THEN
        RETURN QUERY SELECT array_to_string(known, '&')::tsquery, 0::real;
    END IF;
    IF unknown = 0 AND cardinality(known) > 2 THEN
        RETURN QUERY
            SELECT string_agg(array_to_string(known[:n - 1] || known[n + 1:], '&'), '|')::tsquery, 0.5::real
            FROM generate_subscripts(known, 1) AS n;
    ELSIF unknown = 1 AND cardinality(known) > 1 THEN
        RETURN QUERY SELECT array_to_string(known, '&')::tsquery, 0.5::real;
    END IF;
END
$body$;
-- Keep the words of a name that are new in the dinas. Without a unique index: two that bring the same new word
-- at once need not wait for each other.
CREATE FUNCTION learn_name(tenant bigint, name text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $body$
    INSERT INTO public.residents_nameword (tenant_id, word)
    SELECT DISTINCT tenant, fresh.word FROM unnest(public.words_of_name(name)) AS fresh (word)
    WHERE length(fresh.word) BETWEEN 3 AND 120
      AND NOT EXISTS (
          SELECT FROM public.residents_nameword kept WHERE kept.tenant_id = tenant AND kept.word = fresh.word
      )
$body$;
CREATE FUNCTION residents_learn_name() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.name <> OLD.name THEN
        PERFORM learn_name(NEW.tenant_id, NEW.name);
    END IF;
    RETURN NULL;
END
$body$;
CREATE TRIGGER residents_learn_name AFTER INSERT OR UPDATE OF name ON residents_resident
    FOR EACH ROW EXECUTE FUNCTION residents_learn_name();
INSERT INTO residents_nameword (tenant_id, word)
    SELECT DISTINCT tenant_id, word
    FROM (SELECT tenant_id, unnest(words_of_name(name)) AS word FROM residents_resident) AS borne
    WHERE length(word) BETWEEN 3 AND 120;
CREATE INDEX name_word_remains ON residents_nameword
    USING gin (remains_of_word(tenant_id, word)) WITH (fastupdate = off);
CREATE INDEX resident_name_marks ON residents_resident
    USING gin (marks_of_name(tenant_id, name)) WITH (fastupdate = off);
"""
_FORGET_WORDS = """
DROP INDEX resident_name_marks;
DROP INDEX name_word_remains;
DROP TRIGGER residents_learn_name ON residents_resident;
DROP FUNCTION residents_learn_name();
DROP FUNCTION learn_name(bigint, text);
DROP FUNCTION names_meant(text);
DROP FUNCTION marks_of_name(bigint, text);
DROP FUNCTION remains_of_word(bigint, text);
DROP FUNCTION words_of_name(text);
"""
_SEARCH = """
CREATE OR REPLACE FUNCTION residents_by_name(wanted text, places text[], most integer)
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
            SELECT c.id, (c.likeness + similarity(wanted, c.name))::real
            FROM (
                SELECT r.id, r.name, word_similarity(wanted, r.name) AS likeness
                FROM public.residents_resident r
                WHERE r.tenant_id = nullif(current_setting('app.tenant', true), '')::bigint
                  AND coalesce(current_setting('app.errand', true), '') <> 'setup'
                  AND marks_of_name(r.tenant_id, r.name) @@ tier.meant
                  AND (places IS NULL OR r.kecamatan_code = ANY (places))
                LIMIT 4000
            ) c
            WHERE c.likeness >= tier.at_least
            ORDER BY 2 DESC, c.id DESC LIMIT most;
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
_HEAD, _AFTER_WORDS = _SEARCH.split("    -- By the words it may mean first.\n")
_BY_LETTERS = _HEAD.replace("    tier record;\n", "") + (
    "    PERFORM similarity" + _AFTER_WORDS.split("    PERFORM similarity", 1)[1]
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("residents", "0010_let_foreigners_in_by_passport")]

    operations: ClassVar = [
        migrations.CreateModel(
            "NameWord",
            [
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("word", models.CharField(max_length=120)),
                (
                    "tenant",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "verbose_name": "kata nama",
                "verbose_name_plural": "kata nama",
                "indexes": [models.Index(fields=["tenant", "word"], name="name_word")],
            },
        ),
        migrations.RunSQL(_WORDS, _FORGET_WORDS),
        migrations.RunSQL(_SEARCH, _BY_LETTERS),
    ]  # fmt: skip
