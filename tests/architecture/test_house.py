"""What an import linter cannot see: the house is tested, not only the rooms."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from django.apps import apps
from django.db.models import ForeignKey

from loket.tenants.models import TenantForeignKey, TenantModel, TenantOneToOneField

PACKAGE = Path(__file__).resolve().parents[2] / "loket"

#: The staircase, lowest first; the same list as the import contract in pyproject.toml.
STAIRCASE = [
    "regions",
    "tenants",
    "audit",
    "accounts",
    "files",
    "notifications",
    "registry",
    "staff",
    "residents",
    "catalogue",
    "operators",
    "applications",
    "issuing",
    "complaints",
    "appointments",
    "intake",
    "conversations",
    "intake",
    "reports",
]
#: Tables that are not of one tenant, each with its reason. At most twelve (house rule).
SHARED = {
    "regions.Region": "national reference data",
    "tenants.Tenant": "the register of tenants itself",
    "accounts.GlobalCounter": "counts tries over all tenants; keys are hashes",
    "tenants.Hostname": "leads from host to tenant before there is a scope",
    "operators.Operator": "who runs the platform belongs to no dinas (docs/decisions/0016)",
    "operators.OperatorSession": "log in of those people",
    "operators.Deed": "what they did; a dinas' own record shows its part too",
    "operators.OpeningRequest": "a dinas that does not exist yet",
    "operators.Platform": "one row of settings of the platform",
}
#: Verbs that Python allows only in a life cycle's own writer.
STATE_WRITERS = {"lifecycle.py"}


def _own_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("loket.")]


def test_relations_point_down_the_staircase() -> None:
    """A foreign key by string label is invisible to the import contract; it must still point down."""
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in _own_models()
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey)
        and field.related_model._meta.app_label in STAIRCASE
        and STAIRCASE.index(field.related_model._meta.app_label) > STAIRCASE.index(model._meta.app_label)
    ]
    assert not wrong, f"these relations point up (docs/decisions/0001): {wrong}"


def test_every_table_belongs_to_a_tenant_or_is_on_the_short_list() -> None:
    unscoped = {model._meta.label for model in _own_models() if not issubclass(model, TenantModel)}
    assert unscoped == set(SHARED), "inherit TenantModel, or give a reason in SHARED (docs/decisions/0004)"
    assert len(SHARED) <= 12


def test_relations_inside_a_tenant_carry_the_tenant() -> None:
    """Security rule 1: no row can point into another dinas."""
    plain = [
        f"{model._meta.label}.{field.name}"
        for model in _own_models()
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey)
        and not isinstance(field, TenantForeignKey | TenantOneToOneField)
        and issubclass(field.related_model, TenantModel)
    ]
    assert not plain, f"use TenantForeignKey for {plain}"


def _modules() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


def test_state_is_written_by_life_cycles_only() -> None:
    """One writer of each state (docs/decisions/0003): nobody else assigns `.state` or updates it in a query."""
    writers = []
    for path in _modules():
        if path.name in STATE_WRITERS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Assign | ast.AugAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                hits = [t for t in targets if isinstance(t, ast.Attribute) and t.attr == "state"]
                # `self.state = …` of a plain object (not a model) is that object's own business.
                hits = [t for t in hits if not (isinstance(t.value, ast.Name) and t.value.id == "self")]
            elif (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "update"
            ):
                hits = [k for k in node.keywords if k.arg == "state"]
            else:
                hits = []
            writers += [f"{path.relative_to(PACKAGE)}:{node.lineno}" for _ in hits]
    assert not writers, f"state is written outside lifecycle.py: {writers}"


def test_no_drawer_is_called_utils() -> None:
    banned = {
        "utils",
        "helpers",
        "common",
        "misc",
        "core",
        "manager",
        "handler",
        "processor",
        "services",
        "info",
    }
    found = [str(path.relative_to(PACKAGE)) for path in _modules() if {path.stem, path.parent.name} & banned]
    assert not found, f"name these after what they hold (house.md 4.5): {found}"


def test_every_module_and_action_says_what_it_is_for() -> None:
    silent = []
    for path in _modules():
        tree = ast.parse(path.read_text("utf-8"))
        if path.stat().st_size and path.name != "apps.py" and ast.get_docstring(tree) is None:
            silent.append(str(path.relative_to(PACKAGE)))
        if path.parent.name == "actions" or path.stem in ("queries", "policies"):
            silent += [
                f"{path.relative_to(PACKAGE)}:{node.name}"
                for node in tree.body
                if isinstance(node, ast.FunctionDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ]
    assert not silent, f"docstring missing: {silent}"


def test_every_column_has_its_plain_sentence() -> None:
    bare = []
    for path in PACKAGE.rglob("models*"):
        for file in [path] if path.suffix == ".py" else sorted(path.glob("*.py")):
            lines = file.read_text("utf-8").splitlines()
            bare += [
                f"{file.relative_to(PACKAGE)}:{number}"
                for number, line in enumerate(lines, 1)
                if re.match(r"    \w+ = (models\.\w+|Tenant\w+|Sealed\w+)\(", line)
                and not lines[number - 2].strip().startswith("#:")
            ]
    assert not bare, f"columns without a `#:` sentence: {bare}"


def test_migrations_are_named_by_people() -> None:
    found = [
        path.name
        for path in PACKAGE.rglob("migrations/0*.py")
        if re.search(r"_auto_|_and_more|alter_.*_options", path.name)
    ]
    assert not found, f"name these migrations: {found}"


def test_text_is_never_marked_safe() -> None:
    """Security rule 28."""
    pattern = re.compile(r"mark_safe|\|\s*safe\b|autoescape off|csrf_exempt|fields = \"__all__\"")
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in [*_modules(), *PACKAGE.rglob("*.html")]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, found


def test_the_project_stands_alone() -> None:
    """Nothing names the folders of the people who built it."""
    root = PACKAGE.parent
    listed = [
        *root.glob("*.md"),
        *root.glob("docs/**/*.md"),
        *root.glob("*.py"),
        *root.glob("*.toml"),
        *_modules(),
    ]
    found = [str(path) for path in listed if re.search(r"\.\./shared|/work/", path.read_text("utf-8"))]
    assert not found, found
