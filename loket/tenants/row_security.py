"""The second lock of the tenant wall, put on by ``loket migrate`` as owner (ADR 4, security rules 1 and 2).

For every ``TenantModel``: row-level security enabled (not forced: the owner migrates), one policy, the grants
of the application role, and for every ``TenantForeignKey`` the composite constraint that keeps both ends in
the same dinas. Running it again changes nothing.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection
from django.db.models import Model
from psycopg import sql

from .models import TenantForeignKey, TenantModel, TenantOneToOneField

POLICY = "tenant_isolation"
_MATCHES = "tenant_id = (SELECT nullif(current_setting('app.tenant', true), '')::bigint)"
#: Tables of people and cases stay shut while the platform's operator looks at how far a dinas is set up.
_NOT_AT_SETUP = " AND (SELECT coalesce(current_setting('app.errand', true), '')) <> 'setup'"


def tenant_models() -> list[type[TenantModel]]:
    """Every concrete tenant-owned model of the house."""
    return [model for model in apps.get_models() if issubclass(model, TenantModel)]


def secure(application_role: str) -> None:
    """Enable row-level security, grants and composite keys. Must run as the owner of the tables."""
    present = set(connection.introspection.table_names())
    models = [model for model in tenant_models() if model._meta.db_table in present]
    with connection.cursor() as cursor:
        cursor.execute(_grants(application_role))
        for model in models:
            cursor.execute(_policy(model))
        for table in apps.get_models():
            if getattr(table, "append_only", False) and table._meta.db_table in present:
                cursor.execute(_revoke_changes(table, application_role))
        for model in models:
            for statement in _composite_keys(model):
                cursor.execute(statement)


def _grants(role: str) -> sql.Composed:
    return sql.SQL(
        "GRANT USAGE ON SCHEMA public TO {role};"
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};"
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};"
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}"
    ).format(role=sql.Identifier(role))


def _policy(model: type[TenantModel]) -> sql.Composed:
    table = sql.Identifier(model._meta.db_table)
    matches = _MATCHES if model.seen_at_setup else _MATCHES + _NOT_AT_SETUP
    return sql.SQL(
        "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        "DROP POLICY IF EXISTS {policy} ON {table};"
        "CREATE POLICY {policy} ON {table} USING ({matches}) WITH CHECK ({matches})"
    ).format(table=table, policy=sql.Identifier(POLICY), matches=sql.SQL(matches))


def _revoke_changes(model: type[Model], role: str) -> sql.Composed:
    return sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}").format(
        table=sql.Identifier(model._meta.db_table), role=sql.Identifier(role)
    )


def _composite_keys(model: type[Model]) -> list[sql.Composed]:
    statements = []
    for field in model._meta.local_fields:
        if not isinstance(field, TenantForeignKey | TenantOneToOneField):
            continue
        target = field.related_model._meta.db_table
        unique = f"{target}_tenant_id_uniq"
        name = f"{model._meta.db_table}_{field.column}_tenant_fk"
        statements.append(
            sql.SQL("CREATE UNIQUE INDEX IF NOT EXISTS {unique} ON {target} (tenant_id, id)").format(
                unique=sql.Identifier(unique[-63:]), target=sql.Identifier(target)
            )
        )
        statements.append(
            sql.SQL(
                "DO $body$ BEGIN ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (tenant_id, {column}) "
                "REFERENCES {target} (tenant_id, id) DEFERRABLE INITIALLY DEFERRED; "
                "EXCEPTION WHEN duplicate_object THEN NULL; END $body$"
            ).format(
                table=sql.Identifier(model._meta.db_table),
                name=sql.Identifier(name[-63:]),
                column=sql.Identifier(field.column),
                target=sql.Identifier(target),
            )
        )
    return statements
