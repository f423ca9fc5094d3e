"""A kept connection is asked whether it lives without a trip to the server; moments are read by psycopg alone.

Django asks with ``SELECT 1`` at the first use in every request. A connection that the server has closed, by a
restart or by force, has its end waiting to be read; a silent one is as well as ``SELECT 1`` would find it.

Django reads each timestamp in Python to give it the connection's time zone. Ours is UTC, in which psycopg's
compiled loader gives the same value in a twentieth of the time; a page of a queue reads two hundred.
"""

from __future__ import annotations

import select
from datetime import UTC
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import register_tzloader
from psycopg.types.datetime import TimestamptzLoader


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's, but for ``is_usable`` and what loads timestamps."""

    def is_usable(self) -> bool:
        """Whether the connection answers; asked of the server only when something waits or went wrong."""
        if self.connection is None or self.errors_occurred:
            return super().is_usable()
        line = self.connection.fileno()
        waiting, _, _ = select.select([line], [], [], 0) if line < _MOST else ([line], [], [])
        return super().is_usable() if waiting else True

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor; one with a name, which reads long lists, asks after Django's own loader and gets it."""
        if name is None and self.timezone is UTC:
            return self.connection.cursor()
        register_tzloader(self.timezone, self.connection)
        try:
            return super().create_cursor(name)
        finally:
            self._read_moments_ourselves(self.connection)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that reads timestamps by psycopg's own loader."""
        connection = super().get_new_connection(conn_params)
        self._read_moments_ourselves(connection)
        return connection

    def _read_moments_ourselves(self, connection: Any) -> None:
        if self.timezone is UTC:
            connection.adapters.register_loader("timestamptz", TimestamptzLoader)


#: ``select`` takes no higher descriptor.
_MOST = 1024
