"""A kept connection is asked whether it lives without a trip to the server.

Django asks with ``SELECT 1`` at the first use in every request. A connection that the server has closed, by a
restart or by force, has its end waiting to be read; a silent one is as well as ``SELECT 1`` would find it.
"""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's, but for ``is_usable``."""

    def is_usable(self) -> bool:
        """Whether the connection answers; asked of the server only when something waits or went wrong."""
        if self.connection is None or self.errors_occurred:
            return super().is_usable()
        line = self.connection.fileno()
        waiting, _, _ = select.select([line], [], [], 0) if line < _MOST else ([line], [], [])
        return super().is_usable() if waiting else True


#: ``select`` takes no higher descriptor.
_MOST = 1024
