"""Questions about conversations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Min, QuerySet

from loket.applications.models import Application
from loket.applications.queries import sees_statement, visible_to
from loket.applications.rules import Officer
from loket.files.models import StoredFile
from loket.tenants import statements
from loket.tenants.one_row import some_rows
from loket.tenants.scope import current_tenant

from .labels import PACKAGED, Ready
from .models import Post, Reply

#: As many conversations the desk's list shows.
MOST = 100
#: Unread posts are counted up to here.
MOST_COUNTED = 99


def posts_of(application: Application) -> list[Post]:
    """The whole conversation, oldest first."""
    rows = sorted(some_rows(Post, application_id=application.pk), key=lambda one: one.pk)
    keys = [row.photo_id for row in rows if row.photo_id is not None]
    photos = {photo.pk: photo for photo in some_rows(StoredFile, id=keys)} if keys else {}
    for row in rows:
        row.application, row.photo = application, photos.get(row.photo_id or 0)
    return rows


def has_unread_for_resident(application: Application) -> bool:
    """Whether the office wrote something the resident has not read."""
    ((found,),) = statements.rows(_UNREAD, [current_tenant().pk, application.pk])
    return bool(found)


#: By hand, for the page residents open most.
_UNREAD = """
SELECT EXISTS (SELECT 1 FROM conversations_post
WHERE tenant_id = %s AND application_id = %s AND NOT by_resident AND seen_at IS NULL)
"""


def unanswered_in_a_row(application: Application) -> int:
    """How many posts of the resident stand at the end without a word of the office."""
    sides = Post.objects.filter(application=application).order_by("-id").values_list("by_resident", flat=True)
    count = 0
    for by_resident in sides[:50]:
        if not by_resident:
            break
        count += 1
    return count


def unread(officer: Officer) -> QuerySet[Post]:
    """Posts of residents that nobody at the office has read, in cases the officer may open."""
    rows: QuerySet[Post] = Post.objects.filter(by_resident=True, seen_at=None)
    return rows.filter(application__in=visible_to(officer))


def unread_pile(officer: Officer) -> tuple[int, datetime | None]:
    """How many ``unread`` posts there are and when the oldest was written; by hand, for the home page."""
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD_PILE + sees_statement(officer), [current_tenant().pk])
        count, oldest = cursor.fetchone()
    return int(count), oldest


_UNREAD_PILE = """
SELECT count(*), min(p.at) FROM conversations_post p
JOIN applications_application ON applications_application.tenant_id = p.tenant_id
  AND applications_application.id = p.application_id
WHERE p.tenant_id = %s AND p.by_resident AND p.seen_at IS NULL AND """


def unread_count(officer: Officer) -> int:
    """How many posts wait to be read, at most ``MOST_COUNTED``."""
    return int(unread(officer).order_by()[:MOST_COUNTED].count())


def waiting_conversations(officer: Officer) -> list[tuple[Application, datetime, int]]:
    """Cases with unread posts: case, since when the oldest waits, how many; the oldest first."""
    rows: Any = unread(officer).values("application").annotate(since=Min("at"), count=Count("pk"))
    found = list(rows.order_by("since")[:MOST])
    cases = Application.objects.in_bulk([row["application"] for row in found])
    return [(cases[row["application"]], row["since"], row["count"]) for row in found]


def unread_in(applications: Iterable[int]) -> Mapping[int, int]:
    """Unread posts of residents by case, for the marks of a list; one query."""
    rows = Post.objects.filter(by_resident=True, seen_at=None, application__in=list(applications))
    return dict(rows.order_by().values_list("application").annotate(count=Count("pk")))


def news_in(officer: Officer, applications: Iterable[Application]) -> frozenset[int]:
    """Of these cases, those whose resident wrote or repaired something since the officer last opened them.

    For the marks of a list; one statement, none for an empty list. Opening is on record: the record is asked.
    """
    keys = [case.pk for case in applications]
    if not keys:
        return frozenset()
    tenant = current_tenant().pk
    with connection.cursor() as cursor:
        cursor.execute(_NEWS, {"tenant": tenant, "cases": keys, "officer": officer.actor.id})
        return frozenset(pk for (pk,) in cursor.fetchall())


_NEWS = """
WITH told AS MATERIALIZED (
  SELECT application_id AS id, at FROM conversations_post
  WHERE tenant_id = %(tenant)s AND application_id = ANY (%(cases)s) AND by_resident
  UNION ALL
  SELECT application_id, at FROM applications_step
  WHERE tenant_id = %(tenant)s AND application_id = ANY (%(cases)s) AND move = 'resubmit'
)
SELECT DISTINCT told.id FROM told JOIN applications_application a ON a.id = told.id
WHERE a.tenant_id = %(tenant)s AND NOT EXISTS (
  SELECT 1 FROM audit_entry e
  WHERE e.tenant_id = %(tenant)s AND e.obj_type = 'application' AND e.obj_ref = a.reference
    AND e.action = 'applications.viewed' AND e.actor_id = %(officer)s AND e.at >= told.at
)
"""


def replies() -> list[Ready]:
    """The office's own replies by title, then the packaged ones it has not replaced under the same title."""
    own = [Ready(one.title, one.text, one.text_en) for one in some_rows(Reply)]
    own.sort(key=lambda one: one.title)
    taken = {one.title.casefold() for one in own}
    return own + [one for one in PACKAGED if one.title.casefold() not in taken]
