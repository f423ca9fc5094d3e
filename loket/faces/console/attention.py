"""What the home page of the console says needs attention. Each word contributes by its own ``attention.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Tone = Literal["kunyit", "bata", "nila"]


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing an administrator should look at: a sentence that says what, and where it is mended."""

    #: the sentence, translated already: "3 kecamatan belum masuk wilayah cetak."
    sentence: str
    #: address of the page where it is mended
    url: str
    #: the words on its button: "Atur wilayah"
    action: str
    #: bata: residents notice already; kunyit: soon; nila: for information
    tone: Tone = "kunyit"


#: A word's contribution: called in the scope of the dinas; cheap, with a number of queries that is fixed.
Source = Callable[[], Sequence[Attention]]
