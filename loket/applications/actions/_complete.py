"""Whether an application has all it needs: every answer, every paper, every paper readable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.files.states import FileState
from loket.foundation.kernel.errors import Refusal

from ..models import Application

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise
