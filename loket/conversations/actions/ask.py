"""A resident writes to the office inside a case."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from loket.applications import states
from loket.applications.models import Application
from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.files.models import StoredFile
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain

from ..models import Post
from ..queries import unanswered_in_a_row

LONGEST = 1000
#: So many posts may wait without an answer; then it is the office's turn.
MOST_IN_A_ROW = 10


class PostRefused(Refusal):
    """Nothing to send, or it is the office's turn."""

    default_code = "post"


def ask(
    application: Application,
    text: str,
    *,
    by: Actor,
    photo: StoredFile | None = None,
    key: uuid.UUID | None = None,
) -> Post:
    """Keep what the applicant writes, sealed; the desk sees it as unread. The same ``key`` twice is one post.

    The caller has let the applicant in by his own door. Raises ``PostRefused`` (422).
    """
    words = plain(text, max_length=LONGEST, multiline=True)
    if not words and photo is None:
        raise PostRefused(_("Tulis pesan, atau pilih foto."), field="pesan")
    if application.state == states.DRAFT or application.wrapped_key is None:
        raise PostRefused(_("Kirim permohonannya dulu, baru bertanya di sini."), field="pesan")
    known = Post.objects.filter(application=application, sent_key=key).first() if key else None
    if known is not None:
        found: Post = known
        return found
    if unanswered_in_a_row(application) >= MOST_IN_A_ROW:
        raise PostRefused(_("Pesan Anda sudah kami terima. Tunggu jawaban petugas dulu."), field="pesan")
    try:
        with transaction.atomic():
            return _kept(application, words, by=by, photo=photo, key=key or uuid.uuid4())
    except IntegrityError:
        again: Post = Post.objects.get(application=application, sent_key=key)
        return again


def _kept(
    application: Application, words: str, *, by: Actor, photo: StoredFile | None, key: uuid.UUID
) -> Post:
    post: Post = Post.objects.create(
        application=application,
        by_resident=True,
        sealed_text=application.seal_text(words),
        author_id=by.id,
        photo=photo,
        sent_key=key,
    )
    record(
        "conversations.asked",
        actor=by,
        obj_type="application",
        obj_ref=application.reference,
        detail={"photo": photo is not None},
    )
    return post
