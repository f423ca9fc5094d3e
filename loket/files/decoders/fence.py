"""The fence around decoders: limits always, walls where the system allows (settled.md, Data and keys)."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import tempfile

#: Address space of one decoder. Measured: a 54-megapixel JPEG held askew peaks at 481 MB, a HEIC of that size at
#: 560 MB, 12 megapixels at 150 to 230 MB; what cannot be decoded within this is refused as too large.
MEMORY_BYTES = 600 * 1024 * 1024
#: CPU seconds of one decoder. Measured: 54 megapixels take 1.1 (JPEG) to 2.2 (WebP).
CPU_SECONDS = 5
_OPEN_FILES = 8

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWNS = 0x00020000
_CLONE_NEWIPC = 0x08000000
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000


def enclose() -> list[str]:
    """Take network and file system away from this process and its children; names of the walls that stand.

    Unprivileged user namespaces are switched off on some systems; then the limits of each child remain.
    """
    walls = []
    if _unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC | _CLONE_NEWNS) or _unshare(_CLONE_NEWNET):
        walls.append("network")
    if _enter_empty_root():
        walls.append("files")
    if _prctl(_PR_SET_NO_NEW_PRIVS, 1):
        walls.append("privileges")
    return walls


def confine_child() -> None:
    """Limits of one decoder; it dies with the nursery."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    _prctl(_PR_SET_DUMPABLE, 0)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))


def _enter_empty_root() -> bool:
    """Make a folder that exists no more the root: nothing can be found or made in it."""
    folder = tempfile.mkdtemp(prefix="loket-decoder-")
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    os.rmdir(folder)  # noqa: PTH106 - the plain call beside its siblings fchdir and chroot
    try:
        os.fchdir(descriptor)
        os.chroot(".")
        os.chdir("/")
        # A folder that is gone has no path; libraries that make paths absolute ask for one all the same.
        os.getcwd = lambda: "/"
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _unshare(flags: int) -> bool:
    return sys.platform == "linux" and bool(_libc().unshare(ctypes.c_int(flags)) == 0)


def _prctl(option: int, value: int) -> bool:
    return sys.platform == "linux" and bool(_libc().prctl(option, ctypes.c_ulong(value), 0, 0, 0) == 0)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
