"""The catalogue as a file: download; upload, check, compare, take over after a second look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loket.catalogue.actions.take_over_file import take_over_file
from loket.catalogue.comparing import Change, compare
from loket.catalogue.compiling import checksum
from loket.catalogue.file_queries import catalogue_file
from loket.catalogue.loading import Catalogue, read
from loket.catalogue.models import ServiceDraft
from loket.catalogue.policies import is_alone
from loket.catalogue.problems import MOST_SHOWN, CatalogueRefused
from loket.catalogue.publishing_queries import administrators, alone_allowed
from loket.catalogue.queries import latest_versions
from loket.catalogue.yaml_reading import LARGEST
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain
from loket.tenants.scope import current_tenant, in_tenant

from ...gate import administrator_required, the_administrator
from ..door import service_here, title_of
from ..forms import UploadForm
from ..notices import go, notice_of

_SALT = "console.catalogue.file"
#: Characters of a checked file that travel on in the page (packed; some 4 MB of YAML).
_LONGEST = 1_500_000


@dataclass(frozen=True)
class FileRow:
    """One service of a file beside what the dinas has."""

    code: str
    title: str
    is_new: bool
    changes: Sequence[Change]
    has_draft: bool


@never_cache
@require_safe
@administrator_required
def show(request: HttpRequest) -> HttpResponse:
    """Download and upload."""
    return _page(request, UploadForm())


@never_cache
@require_safe
@administrator_required
def download(request: HttpRequest) -> HttpResponse:
    """Everything residents get today, as one file."""
    with in_tenant(current_tenant()):
        text, _count = catalogue_file()
        name = f"katalog-{current_tenant().slug}.yaml"
    return _attachment(text, name)


@never_cache
@require_safe
@administrator_required
def download_one(request: HttpRequest, code: str) -> HttpResponse:
    """One service as a file."""
    with in_tenant(current_tenant()):
        service = service_here(code)
        text, count = catalogue_file([service.code])
    if not count:
        raise Http404
    return _attachment(text, f"{service.code}.yaml")


@never_cache
@require_POST
@administrator_required
def check(request: HttpRequest) -> HttpResponse:
    """What a file would change; every mistake with its line. Nothing is stored."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    sent = form.cleaned_data["berkas"]
    try:
        catalogue = read(sent.read(LARGEST + 1), _name(sent.name))
    except CatalogueRefused as refused:
        return _page(request, form, refused=refused, status=422)
    sent.seek(0)
    packed = signing.dumps([catalogue.name, sent.read().decode("utf-8-sig")], salt=_SALT, compress=True)
    if len(packed) > _LONGEST:
        form.add_error("berkas", _("Berkas ini terlalu besar untuk halaman ini."))
        return _page(request, form, status=422)
    with in_tenant(current_tenant()):
        return _checked(request, catalogue, packed)


@never_cache
@require_POST
@administrator_required
def take(request: HttpRequest) -> HttpResponse:
    """The chosen services of the file that was checked, all or none."""
    packed = request.POST.get("berkas", "")
    try:
        name, text = signing.loads(packed, salt=_SALT, max_age=4 * 3600)
        catalogue = read(text.encode(), str(name))
    except (signing.BadSignature, ValueError, TypeError, CatalogueRefused):
        sentence = _("Halaman ini sudah terlalu lama terbuka. Pilih berkasnya sekali lagi.")
        return _page(request, UploadForm(), refusal=sentence, status=422)
    with in_tenant(current_tenant()):
        codes = [code for code in catalogue.services if code in request.POST.getlist("layanan")]
        if not codes:
            return _checked(
                request, catalogue, packed, refused=_("Pilih paling sedikit satu layanan."), status=422
            )
        publishes = request.POST.get("cara") == "terbit" and _may_publish()
        try:
            done = take_over_file(catalogue, codes=codes, by=the_administrator(request), publishes=publishes)
        except Refusal as refused:
            return _checked(request, catalogue, packed, refused=str(refused), status=refused.status)
    counts = {"a": len(done.published), "b": len(done.drafts), "c": len(done.same)}
    return go(f"console:publishing:{'many' if done.drafts else 'files'}", said="berkas", **counts)


def _may_publish() -> bool:
    return is_alone(alone_allowed=alone_allowed(), administrators=administrators())


def _name(sent: str | None) -> str:
    try:
        return plain((sent or "katalog.yaml")[-80:], max_length=80)
    except Refusal:
        return "katalog.yaml"


def _rows(catalogue: Catalogue) -> tuple[list[FileRow], list[str]]:
    """Services that differ, and titles of those that are the same already."""
    versions = {
        one.service.code: one
        for one in latest_versions(published=False).defer(None).select_related("service")
    }
    drafts = set(ServiceDraft.objects.values_list("service__code", flat=True))
    rows, same = [], []
    for code in catalogue.services:
        definition, version = catalogue.definition(code), versions.get(code)
        if version is not None and version.checksum == checksum(definition):
            same.append(title_of(definition))
            continue
        changes = compare(version.definition, definition) if version is not None else []
        rows.append(FileRow(code, title_of(definition), version is None, changes, code in drafts))
    return rows, same


def _checked(
    request: HttpRequest, catalogue: Catalogue, packed: str, *, refused: str = "", status: int = 200
) -> HttpResponse:
    rows, same = _rows(catalogue)
    context = {
        "name": catalogue.name,
        "rows": rows,
        "same": same,
        "packed": packed,
        "may_publish": _may_publish(),
        "refusal": refused,
        "mistakes": bool(refused),
    }
    return render(request, "console/publishing/check.html", context, status=status)


def _page(
    request: HttpRequest,
    form: UploadForm,
    *,
    refused: CatalogueRefused | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "problems": [], "more": 0, "mistakes": refused is not None}
    context |= {"notice": notice_of(request), "refusal": refusal}
    if refused is not None:
        context |= {
            "problems": refused.problems[:MOST_SHOWN],
            "more": max(0, len(refused.problems) - MOST_SHOWN),
            "name": refused.name,
        }
    return render(request, "console/publishing/files.html", context, status=status)


def _attachment(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
