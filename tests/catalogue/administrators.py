"""Two administrators of Buleleng and a small service of theirs."""

from __future__ import annotations

from typing import Any

from loket.accounts.models import Account
from loket.catalogue.actions.take_over_file import take_over_file
from loket.catalogue.loading import read
from loket.catalogue.models import Service, ServiceDraft
from tests.faces.console.rai import hire

SMALL = """\
categories:
  pendaftaran_penduduk: {label_id: Pendaftaran, label_en: Registration}
outputs:
  surat: {label_id: Surat, label_en: Letter, medium: a4, self_printable: true}
documents:
  kk_asli: {label_id: Kartu Keluarga, label_en: Family card, title_id: Foto KK, title_en: Photo of the KK}
  surat_rt: {label_id: Surat RT, label_en: Letter of the RT}
common_fields:
- {slug: pernyataan_benar, type: boolean, required: true, label_id: Data saya benar, label_en: My data is true}
choice_lists:
  penyelesaian:
    options:
    - {value: email, label_id: E-mail, label_en: E-mail}
services:
- code: surat-kecil
  title_id: Surat kecil
  title_en: Small letter
  name_id: Surat keterangan kecil
  name_en: Small letter
  for_whom_id: Untuk siapa saja.
  for_whom_en: For everybody.
  category: pendaftaran_penduduk
  outputs: [surat]
  delivery: [email]
  presence: {mode: online, reason_id: Tidak perlu datang., reason_en: No visit.}
  processed_by: {verify: verifikator_layanan, process: operator_ktp}
  sla: {target: {value: 1, unit: working_day}, clock_starts: berkas_lengkap}
  fee_idr: 0
  legal_basis: [UU 24/2013]
  documents:
  - {slug: kk_asli, requirement: mandatory}
  steps:
  - {key: alasan, title_id: Alasan, title_en: Reason, fields: [alasan, lain]}
  fields:
  - slug: alasan
    type: choice
    required: true
    label_id: Untuk apa?
    label_en: What for?
    choices: [{value: sekolah, label_id: Sekolah, label_en: School}, {value: lain, label_id: Lain, label_en: Other}]
  - {slug: lain, type: text, required: false, label_id: Keterangan, label_en: Remark}
"""


def two() -> tuple[Account, Account]:
    """Ibu Rai and Pak Wayan, both administrators of the dinas whose scope is open."""
    return hire("rai", "Ibu Rai").account, hire("wayan", "Pak Wayan").account


def small_service(text: str = SMALL) -> Service:
    """The service published as version 1."""
    take_over_file(read(text.encode()), codes=["surat-kecil"], by=None, publishes=True)
    return Service.objects.get(code="surat-kecil")


def fresh(draft: ServiceDraft) -> ServiceDraft:
    """The draft as it stands in the database."""
    found: ServiceDraft = ServiceDraft.objects.get(pk=draft.pk)
    return found


def with_label(slug: str, label: str) -> Any:
    """An edit: another question for a field."""
    from functools import partial

    return partial(_relabelled, slug=slug, label=label)


def _relabelled(source: Any, shared: Any, *, slug: str, label: str) -> Any:
    from loket.catalogue.editing import Edited
    from loket.catalogue.editing import fresh as copied

    made = copied(source)
    for row in made["fields"]:
        if row["slug"] == slug:
            row["label_id"] = label
    return Edited(made, f"field:{slug}", "field_changed", label)
