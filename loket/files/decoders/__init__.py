"""Decoding apart from everything else: hostile bytes meet their parsers only in a fenced process.

``decode`` is the door. The pool keeps one warm *nursery* process: started fresh (no keys, no database in its
memory), libraries loaded, network and file system taken away. For every file it forks a child that gets less
still (memory, CPU seconds, no new files), reads the bytes from a socket, answers, and is gone. Security rules
21 and 22; goals R15 to R17.
"""

from .answers import Decoded, DecoderDied, UndecodableFile
from .pool import decode, start

__all__ = ["Decoded", "DecoderDied", "UndecodableFile", "decode", "start"]
