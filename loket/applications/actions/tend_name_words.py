"""Keep the words that names are looked for by to those that somebody still bears."""

from __future__ import annotations

from django.db import connection

from loket.tenants.scope import current_tenant


def tend_name_words() -> int:
    """Forget words of names that left the dinas with the people who bore them; how many words remain.

    A word that was forgotten in the very moment in which somebody new brought it is learned again.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TEND, {"tenant": current_tenant().pk})
        return int(cursor.fetchone()[0])


_TEND = """
WITH names AS (
    SELECT DISTINCT subject_name AS name FROM applications_application WHERE tenant_id = %(tenant)s
    UNION SELECT name FROM residents_resident WHERE tenant_id = %(tenant)s
), borne AS MATERIALIZED (
    SELECT DISTINCT word FROM names, unnest(words_of_name(name)) AS word WHERE length(word) BETWEEN 3 AND 120
), forgotten AS (
    DELETE FROM residents_nameword AS kept WHERE tenant_id = %(tenant)s
    AND NOT EXISTS (SELECT FROM borne WHERE borne.word = kept.word)
), learned AS (
    INSERT INTO residents_nameword (tenant_id, word) SELECT %(tenant)s, word FROM borne
    WHERE NOT EXISTS (SELECT FROM residents_nameword AS kept WHERE tenant_id = %(tenant)s AND kept.word = borne.word)
)
SELECT count(*) FROM borne
"""
