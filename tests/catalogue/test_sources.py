"""Sources and shared parts: what was compiled can be written back, what was kept in rows is the file again."""

from __future__ import annotations

import pytest

from loket.catalogue.compiling import checksum, compile_service
from loket.catalogue.loading import packaged
from loket.catalogue.sections import SECTIONS, data_of, parts_of
from loket.catalogue.sources import written_back

CODES = list(packaged().services)


@pytest.mark.parametrize("code", CODES)
def test_a_version_without_a_source_is_written_back_to_one_that_compiles_to_the_same(code: str) -> None:
    """An office that was opened before the builder existed loses nothing when its first draft is begun."""
    definition = packaged().definition(code)
    source = written_back(definition, packaged().data)
    again = compile_service(source, packaged().data)
    assert {field["slug"] for field in again["fields"]} == {field["slug"] for field in definition["fields"]}
    assert checksum(again) == checksum(definition)


def test_the_parts_of_the_catalogue_come_back_as_they_were() -> None:
    data = data_of(parts_of(packaged().data))
    for section in SECTIONS:
        assert (data[section] or None) == (packaged().data.get(section) or None)


def test_a_shared_question_is_one_definition_used_by_name() -> None:
    """A service may change what it needs (here: not required) without copying the question."""
    shared = {
        "shared_fields": [{"slug": "nama_kapal", "type": "text", "required": True, "label_id": "Nama kapal"}]
    }
    service = {"code": "x", "fields": [{"slug": "nama_kapal", "shared": True, "required": False}]}
    field = compile_service(service, shared)["fields"][0]
    assert field == {"slug": "nama_kapal", "type": "text", "required": False, "label_id": "Nama kapal"}
