"""The catalogue as one file: what goes out comes back byte for byte, and says what residents really get."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loket.catalogue import commands
from loket.catalogue.actions.take_over_file import DraftsInTheWay, take_over_file
from loket.catalogue.compiling import compile_service
from loket.catalogue.draft_queries import shared_data
from loket.catalogue.exporting import as_text
from loket.catalogue.file_queries import catalogue_file
from loket.catalogue.loading import packaged, packaged_file, read
from loket.catalogue.models import Service, ServiceDraft, ServiceVersion, SharedPart
from loket.catalogue.queries import latest_versions
from loket.catalogue.standing_alone import faithful
from loket.catalogue.yaml_reading import read_yaml
from loket.catalogue.yaml_writing import write_yaml
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.catalogue.generated import SHARED, services, texts

CODES = list(packaged().services)
LIBRARY = {name: part for name, part in packaged().data.items() if name != "services"}


def exported(codes: list[str]) -> str:
    return as_text([(packaged().services[code], packaged().definition(code)) for code in codes], LIBRARY)


def again(text: str) -> str:
    """What a dinas writes that has only this file."""
    found = read(text.encode())
    rows = [(found.services[code], found.definition(code)) for code in found.services]
    return as_text(rows, {name: part for name, part in found.data.items() if name != "services"})


def test_the_packaged_catalogue_comes_back_as_it_was() -> None:
    """Every definition is the same, and the file of the file is the file."""
    text = exported(CODES)
    found = read(text.encode())
    for code in CODES:
        assert found.definition(code) == packaged().definition(code), code
    assert again(text) == text


@pytest.mark.parametrize("code", CODES)
def test_one_service_is_a_file_of_its_own(code: str) -> None:
    text = exported([code])
    assert read(text.encode()).definition(code) == packaged().definition(code)
    assert again(text) == text


def test_the_file_can_be_reviewed() -> None:
    """Shared lists by name, no anchors, nothing far to the right but long sentences; other readers agree."""
    text = exported(CODES)
    assert len(text) < 1.2 * packaged_file().stat().st_size  # nothing is written out again and again
    assert "choices_ref: agama" in text
    assert "&id" not in text
    assert yaml.safe_load(text) == read_yaml(text).data


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        texts,
        st.recursive(
            texts | st.booleans() | st.none(),
            lambda one: st.lists(one) | st.dictionaries(texts, one),
            max_leaves=12,
        ),
        max_size=4,
    )
)
def test_any_text_is_read_as_it_was_written(data: dict[str, Any]) -> None:
    """Unicode, several lines, yes, no, dates, numbers: text stays text, for other readers too."""
    text = write_yaml(data)
    assert read_yaml(text).data == data
    assert yaml.safe_load(text) == data


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(services())
def test_any_service_comes_back_byte_for_byte(service: dict[str, Any]) -> None:
    """Whatever the builder can make."""
    text = as_text([(service, compile_service(service, SHARED))], SHARED)
    found = read(text.encode())
    assert found.definition(service["code"]) == compile_service(service, SHARED)
    assert again(text) == text


@settings(max_examples=40, deadline=None)
@given(
    services(),
    st.sampled_from(["documents", "choice_lists", "person_item_fields", "common_fields", "topics"]),
)
def test_a_file_says_what_residents_get_although_shared_parts_changed(
    service: dict[str, Any], part: str
) -> None:
    """A published version holds what it used (ADR 5); the file must too."""
    definition = compile_service(service, SHARED)
    later = {**copy.deepcopy(SHARED), part: [] if isinstance(SHARED[part], list) else {}}
    later["documents"] = {slug: {**row, "help_id": "Lain."} for slug, row in later["documents"].items()}
    assert compile_service(faithful(service, definition, later), later) == definition


def files_equal(one: Tenant, other: Tenant, folder: Path) -> bytes:
    """Out of one dinas, into the other, out again: the same bytes, which are returned."""
    assert commands.export_file(folder / "satu.yaml", one) == 0
    assert commands.import_file(folder / "satu.yaml", other) == 0
    assert commands.export_file(folder / "dua.yaml", other) == 0
    first = (folder / "satu.yaml").read_bytes()
    assert (folder / "dua.yaml").read_bytes() == first
    return first


def test_what_one_dinas_exports_another_has_exactly(
    open_buleleng: Tenant, surakarta: Tenant, tmp_path: Path
) -> None:
    assert b"ktp-hilang" in files_equal(open_buleleng, surakarta, tmp_path)
    with in_tenant(surakarta):
        assert not Service.objects.filter(
            is_active=True
        ).exists()  # opening them is a decision of that office


def test_a_dinas_that_changed_its_shared_parts_still_exports_what_residents_get(
    open_buleleng: Tenant, surakarta: Tenant, tmp_path: Path
) -> None:
    """An option added to a shared list after publication does not slip into the file."""
    with in_tenant(open_buleleng):
        part = SharedPart.objects.get(section="documents", slug="kk_asli")
        part.definition = {**part.definition, "title_id": "KK yang baru"}
        part.save()
    content = files_equal(open_buleleng, surakarta, tmp_path)
    service = read(content).definition("ktp-hilang")
    assert service == packaged().definition("ktp-hilang")


def test_importing_a_dinas_own_file_changes_nothing(open_buleleng: Tenant) -> None:
    with in_tenant(open_buleleng):
        text, count = catalogue_file()
        before = ServiceVersion.objects.count()
        done = take_over_file(
            read(text.encode()), codes=list(read(text.encode()).services), by=None, publishes=True
        )
        assert (len(done.same), done.published) == (count, ())
        assert ServiceVersion.objects.count() == before


def test_the_parts_a_dinas_has_itself_are_not_overwritten_by_a_file(open_buleleng: Tenant) -> None:
    """The service keeps the file's words in its own rows; the dinas keeps its shared part."""
    title = packaged().data["documents"]["kk_asli"]["title_id"]
    text = exported(["ktp-hilang"]).replace(f"title_id: {title}\n", "title_id: KK dari berkas\n")
    assert "KK dari berkas" in text
    with in_tenant(open_buleleng):
        take_over_file(read(text.encode()), codes=["ktp-hilang"], by=None, publishes=True)
        version = latest_versions().get(service__code="ktp-hilang")
        papers = {row["slug"]: row for row in version.definition["documents"]}
        assert "KK dari berkas" in {row["title_id"] for row in papers.values()}
        assert "KK dari berkas" not in str(shared_data()["documents"])


def test_a_service_somebody_works_on_is_not_overwritten(open_buleleng: Tenant) -> None:
    """Nothing at all is taken over then: the published catalogue is never half-changed."""
    text = exported(["kia-baru", "ktp-hilang"]).replace("title_id: KTP hilang", "title_id: KTP lenyap")
    with in_tenant(open_buleleng):
        service = Service.objects.get(code="ktp-hilang")
        ServiceDraft.objects.create(service=service, source={"code": "ktp-hilang", "fields": []})
        before = ServiceVersion.objects.count()
        with pytest.raises(DraftsInTheWay) as refused:
            take_over_file(read(text.encode()), codes=["kia-baru", "ktp-hilang"], by=None, publishes=True)
        assert refused.value.codes == ["ktp-hilang"]
        assert ServiceVersion.objects.count() == before
