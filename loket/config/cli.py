"""The `loket` command: exit 0 done, 1 refused or failed with one plain sentence, 2 wrong usage."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from django.db import OperationalError

from loket.foundation.kernel.errors import Refusal

from .environment import MisconfiguredEnvironment

Command = Callable[[argparse.Namespace], int]
_NO_DATABASE = (
    "Basis data tidak bisa dihubungi. Jalankan loket run, atau isi LOKET_DATABASE_URL;"
    " loket doctor mengatakan apa yang kurang."
)
#: SQLSTATE classes of a connection that was never made: connection, authorisation, unknown database.
_AT_THE_DOOR = ("08", "28", "3D")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    command: Command = options.command
    try:
        return command(options)
    except (Refusal, MisconfiguredEnvironment) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except OperationalError as failure:
        if not _never_connected(failure):
            raise
        print(_NO_DATABASE, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _never_connected(failure: OperationalError) -> bool:
    """No server, no such database, or a wrong password; anything later keeps its traceback."""
    state = getattr(failure.__cause__, "sqlstate", None)
    return state is None or str(state).startswith(_AT_THE_DOOR)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="loket", description="Loket: the counter that never closes.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, summary: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=summary, description=summary)
        sub.set_defaults(command=command)
        return sub

    add("run", _run, "database, web and worker in one: everything a newcomer needs (PORT sets the port)")
    add("web", _web, "serve the web pages (needs a migrated database)")
    add("worker", _worker, "deliver messages, rebuild photos and keep the timetable")
    add("migrate", _migrate, "prepare or update the database as its owner")
    add("demo", _demo, "open the demo dinas once, by walking through the real actions")
    add("doctor", _doctor, "say in plain sentences what is wrong with this installation, if anything")
    _add_tenant(add("tenant", _tenant_create, "open a dinas"))
    _add_catalogue(add("catalogue", _catalogue, "check, import or export a catalogue file"))
    add(
        "backup", _backup, "write database and files into one archive (web and worker may go on)"
    ).add_argument(
        "place",
        type=Path,
        nargs="?",
        help="folder, or name ending in .tar; default: backups in the data folder",
    )
    add("restore", _restore, "put an archive back into an empty installation").add_argument(
        "archive", type=Path
    )
    _add_createstaff(add("createstaff", _createstaff, "create an officer's account"))
    _add_createoperator(
        add("createoperator", _createoperator, "create or reset an account of the platform's operator")
    )
    return parser


def _add_tenant(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["create"])
    parser.add_argument("--profile", required=True, help="packaged office profile, e.g. buleleng")
    parser.add_argument("--host", required=True, help="host name of the dinas")
    parser.add_argument(
        "--stage",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="open it as it was on this stage of its profile; without it, with everything the source names",
    )


def _add_catalogue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["check", "import", "export"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--host", help="host name of the dinas (import and export)")


def _add_createstaff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", required=True, help="host name of the dinas")
    parser.add_argument("--username", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument(
        "--role", action="append", required=True, dest="roles", help="may be given several times"
    )
    parser.add_argument("--zone", default="", help="short name of the print zone the officer is limited to")


def _add_createoperator(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--username", required=True)
    parser.add_argument("--name", default="", help="full name; needed for a new account")
    parser.add_argument("--reset", action="store_true", help="new password, second factor enrolled anew")


def _run(options: argparse.Namespace) -> int:
    from . import supervisor

    return supervisor.run()


def _web(options: argparse.Namespace) -> int:
    from . import processes

    return processes.serve_web()


def _worker(options: argparse.Namespace) -> int:
    _set_up()
    from . import startup, worker

    startup.refuse_unsafe_database()
    return worker.run()


def _migrate(options: argparse.Namespace) -> int:
    os.environ["LOKET_CONNECT_AS"] = "owner"
    _set_up()
    from . import migrating

    return migrating.migrate()


def _demo(options: argparse.Namespace) -> int:
    _set_up()
    from loket.demo import seed

    return seed.seed()


def _doctor(options: argparse.Namespace) -> int:
    from . import doctor

    return doctor.examine()


def _tenant_create(options: argparse.Namespace) -> int:
    _set_up()
    from loket.catalogue.actions.open_dinas import open_dinas

    open_dinas(options.profile, options.host, stage=options.stage)
    print(f"Dinas dibuka: {options.host}")
    return 0


def _catalogue(options: argparse.Namespace) -> int:
    _set_up()
    from loket.catalogue import commands

    if options.verb == "check":
        return commands.check(options.file)
    if not options.host:
        raise Refusal("Sebutkan dinasnya dengan --host.", code="host_missing")
    verb = commands.import_file if options.verb == "import" else commands.export_file
    from .opening import tenant_at

    return verb(options.file, tenant_at(options.host))


def _backup(options: argparse.Namespace) -> int:
    os.environ["LOKET_CONNECT_AS"] = "owner"
    _set_up()
    from . import backup

    return backup.backup(options.place)


def _restore(options: argparse.Namespace) -> int:
    os.environ["LOKET_CONNECT_AS"] = "owner"
    _set_up()
    from . import backup

    return backup.restore(options.archive)


def _createstaff(options: argparse.Namespace) -> int:
    _set_up()
    from loket.staff import commands

    from .opening import tenant_at

    return commands.createstaff(
        tenant_at(options.host),
        username=options.username,
        name=options.name,
        roles=options.roles,
        zone=options.zone,
    )


def _createoperator(options: argparse.Namespace) -> int:
    _set_up()
    from loket.operators import commands

    return commands.createoperator(options.username, options.name, reset=options.reset)


def _set_up() -> None:
    import django

    django.setup()


if __name__ == "__main__":
    sys.exit(main())
