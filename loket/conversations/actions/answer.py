"""An officer writes to the resident inside a case; the resident is told that something is there."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications import messages, states
from loket.applications.models import Application
from loket.applications.policies import NotAllowed, Officer, is_own_case
from loket.audit.actions.record import record
from loket.foundation.kernel.text import plain
from loket.notifications.actions.queue import queue

from ..models import Post
from .ask import LONGEST, PostRefused
from .mark_read import mark_read


def answer(application: Application, text: str, *, by: Officer, key: uuid.UUID | None = None) -> Post:
    """Keep the officer's words, mark the resident's as read, and send one message without the words.

    The caller's door has let ``by`` in. The same ``key`` twice is one post and one message. Raises
    ``PostRefused`` (422), or ``NotAllowed`` in the officer's own family's case.
    """
    if is_own_case(by, application):
        raise NotAllowed(_("Ini permohonan Anda atau keluarga Anda. Petugas lain yang mengerjakannya."))
    words = plain(text, max_length=LONGEST, multiline=True)
    if not words:
        raise PostRefused(_("Tulis pesan untuk pemohon dulu."), field="pesan")
    if application.state == states.DRAFT or application.wrapped_key is None:
        raise PostRefused(_("Permohonan ini tidak bisa lagi dijawab di sini."), field="pesan")
    with transaction.atomic():
        known = Post.objects.filter(application=application, sent_key=key).first() if key else None
        if known is not None:
            found: Post = known
            return found
        mark_read(application, by_resident=False)
        return _sent(application, words, by=by, key=key or uuid.uuid4())


def _sent(application: Application, words: str, *, by: Officer, key: uuid.UUID) -> Post:
    post: Post = Post.objects.create(
        application=application,
        by_resident=False,
        sealed_text=application.seal_text(words),
        author_id=by.actor.id,
        author_name=by.actor.name,
        sent_key=key,
    )
    record("conversations.answered", actor=by.actor, obj_type="application", obj_ref=application.reference)
    language = application.applicant.account.language or "id"
    queue(
        "conversations.written",
        to=messages.recipient(application),
        variables={"layanan": messages.service_title(application, language), "nomor": application.reference},
        ref=f"{application.reference}/post/{post.pk}",
        service=application.service.code,
    )
    return post
