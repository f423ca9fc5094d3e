"""What hangs on applications - steps, papers, outputs, words of names - written by the database from their rows.

Papers are those of the account, taken over: only so can many cases share one file and not look alike by it.
"""

from __future__ import annotations

from typing import Any

import psycopg

#: The way to each state: version, move, from, to, slot, who, hours after it was sent in.
_WAY = (
    (1, "submit", "draft", "submitted", "applicant", "resident", 0),
    (2, "claim", "submitted", "in_verification", "verify", "officer", 8),
    (3, "approve", "in_verification", "approved", "verify", "officer", 10),
    (4, "take_into_process", "approved", "in_process", "process", "officer", 16),
    (5, "start_production", "in_process", "in_production", "process", "officer", 20),
    (6, "mark_ready", "in_production", "ready", "process", "officer", 24),
    (7, "hand_over", "ready", "completed", "hand_over", "officer", 28),
)
_OTHER_END = {
    "returned": ("return_for_correction", "unlike_papers"),
    "rejected": ("reject", "not_entitled"),
    "cancelled": ("cancel", "data_wrong"),
    "sent": ("send", ""),
}
_STEPS = """
INSERT INTO applications_step (tenant_id, application_id, move, from_state, to_state, version, at, slot,
                               actor_kind, actor_id, actor_name, reason_code, sentence, note)
SELECT a.tenant_id, a.id, w.move, w.before, w.after, w.version, a.submitted_at + w.hours * interval '1 hour',
       w.slot, w.kind, CASE w.kind WHEN 'officer' THEN 'petugas-' || a.id %% 8 ELSE '' END,
       CASE w.kind WHEN 'officer' THEN 'Petugas ' || 1 + a.id %% 8 ELSE '' END, w.reason, '', ''
FROM applications_application a JOIN way w ON w.final = a.state ORDER BY a.id, w.version
"""
_PAPERS = """
INSERT INTO applications_attachment (tenant_id, application_id, slug, position, file_id, source, verdict, created_at)
SELECT a.tenant_id, a.id, p.slug, 0, f.ids[1 + (a.id + p.n) %% cardinality(f.ids)], 'account',
       CASE WHEN a.state IN ('submitted', 'returned') THEN '' ELSE 'good' END, a.created_at
FROM applications_application a
JOIN (SELECT tenant_id, array_agg(id) AS ids FROM files_storedfile WHERE state = 'rebuilt' GROUP BY 1) f
  USING (tenant_id)
CROSS JOIN (VALUES (1, 'kk_asli'), (2, 'foto_pemohon')) p (n, slug)
"""
_OUTPUTS = """
INSERT INTO issuing_output (tenant_id, application_id, kind, position, role, state, version, number, tracking,
                            failures, entered_at)
SELECT a.tenant_id, a.id, coalesce(v.definition #>> '{outputs,0,slug}', v.definition #>> '{outputs,0}', 'ktp_el'), 0,
       coalesce(a.process_roles[1], ''),
       CASE a.state WHEN 'completed' THEN 'handed_over' WHEN 'ready' THEN 'ready' WHEN 'sent' THEN 'sent'
                    WHEN 'in_production' THEN 'in_production' ELSE 'planned' END,
       0, '', '', 0, a.entered_at
FROM applications_application a JOIN catalogue_serviceversion v ON v.id = a.service_version_id
WHERE a.state IN ('approved', 'in_process', 'in_production', 'ready', 'sent', 'completed')
"""
_WORDS = """
INSERT INTO residents_nameword (tenant_id, word) SELECT DISTINCT tenant_id, word FROM (
    SELECT tenant_id, unnest(words_of_name(name)) FROM (
        SELECT tenant_id, subject_name FROM applications_application
        UNION SELECT tenant_id, name FROM residents_resident
    ) AS people (tenant_id, name)
) AS borne (tenant_id, word) WHERE length(word) >= 3
"""


def write(database: psycopg.Connection[Any]) -> None:
    """Steps, papers and outputs of every application; the words of names, which triggers at rest did not learn."""
    database.execute(
        "CREATE TEMPORARY TABLE way (final text, version int, move text, before text, after text, slot text,"
        " kind text, hours int, reason text)"
    )
    rows: list[tuple[object, ...]] = []
    for version, move, before, after, slot, kind, hours in _WAY:
        finals = [step[3] for step in _WAY if step[0] >= version]
        finals += [state for state in ("returned", "rejected", "cancelled") if version <= 2]
        finals += ["sent"] if version <= 5 else []
        rows += [(final, version, move, before, after, slot, kind, hours, "") for final in finals]
    for final, (move, reason) in _OTHER_END.items():
        late = final == "sent"
        before, slot = ("in_production", "process") if late else ("in_verification", "verify")
        rows.append(
            (final, 6 if late else 3, move, before, final, slot, "officer", 24 if late else 10, reason)
        )
    with database.cursor() as cursor:
        cursor.executemany("INSERT INTO way VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", rows)
    for statement in (_STEPS, _PAPERS, _OUTPUTS, _WORDS):
        database.execute(statement.replace("%%", "%"))
