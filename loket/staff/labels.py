"""The roles of a dinas by their Indonesian names; the slugs are those of the catalogue file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ROLES: dict[str, _StrPromise] = {
    "pendamping": _("Pendamping"),
    "verifikator_user": _("Verifikator akun"),
    "verifikator_layanan": _("Verifikator layanan"),
    "operator_siak": _("Operator SIAK"),
    "operator_ktp": _("Operator penerbitan KTP-el"),
    "operator_kia": _("Operator penerbitan KIA"),
    "operator_kk": _("Operator penerbitan KK"),
    "operator_pindah": _("Operator pindah datang"),
    "operator_akta_kelahiran": _("Operator akta kelahiran"),
    "operator_akta_kematian": _("Operator akta kematian"),
    "operator_akta_perkawinan": _("Operator akta perkawinan"),
    "operator_akta_perceraian": _("Operator akta perceraian"),
    "adb_konsolidasi": _("ADB dan konsolidasi manual"),
    "petugas_perekaman": _("Petugas perekaman"),
    "petugas_pencatatan": _("Petugas pencatatan"),
    "petugas_ikd": _("Petugas IKD"),
    "petugas_loket": _("Petugas loket"),
    "petugas_pengambilan": _("Petugas pengambilan"),
    "petugas_pengaduan": _("Petugas pengaduan"),
    "kasi_dafduk": _("Kasi pendaftaran penduduk"),
    "kasi_capil": _("Kasi pencatatan sipil"),
    "kabid_capil": _("Kabid pencatatan sipil"),
    "kabid_piak": _("Kabid PIAK"),
    "kepala_dinas": _("Kepala Dinas"),
    "administrator": _("Administrator"),
    "operator_kecamatan": _("Operator kecamatan"),
    "operator_desa": _("Operator desa"),
    "auditor": _("Auditor"),
}

_ISSUING = frozenset(
    role
    for role in ROLES
    if role.startswith("operator_") and role not in {"operator_kecamatan", "operator_desa"}
)

#: A role that includes others: the SIAK operator is the parent of the issuing operators; the kecamatan's
#: operator prints and hands over.
COVERS: dict[str, frozenset[str]] = {
    "operator_siak": _ISSUING,
    "operator_kecamatan": frozenset({"operator_ktp", "petugas_pengambilan"}),
}

_CIVIL = frozenset(role for role in ROLES if role.startswith("operator_akta_")) | {"petugas_pencatatan"}
_POPULATION = (_ISSUING - _CIVIL) | {"adb_konsolidasi", "petugas_perekaman", "petugas_ikd"}
_ALL = _ISSUING | _CIVIL | _POPULATION | {"verifikator_layanan", "petugas_pengambilan"}

#: A head answers for the cases of these roles: sees them, above all the late ones, without working on them.
OVERSEES: dict[str, frozenset[str]] = {
    "kasi_dafduk": _POPULATION,
    "kasi_capil": _CIVIL,
    "kabid_capil": _CIVIL,
    "kabid_piak": _ALL,
    "kepala_dinas": _ALL,
}
