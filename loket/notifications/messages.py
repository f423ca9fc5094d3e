"""The façade for other apps: what a kind of message is, and who is to be told. Keep it small.

In an app's ``messages.py``::

    RECEIVED = MessageKind("received", "applications", {"nomor": "BLL-26-7KQ4M2XP-C"}, title=_("Diterima"))

and where the change is made: ``queue("applications.received", to=Recipient(phone=…), variables={…})``.
"""

from django.utils.translation import gettext_lazy as _

from .kinds import MessageKind, kinds
from .recipients import Recipient, address_books

__all__ = ["TEST", "MessageKind", "Recipient", "address_books", "kinds"]

#: sent by an administrator to see whether a channel works
TEST = MessageKind("test", "notifications", {"jam": "08.15 WITA"}, title=_("Pesan percobaan"), email=True)
