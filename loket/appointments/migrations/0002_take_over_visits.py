"""Visits that officers named before there were appointments stand in the list of their day like all others."""

from django.db import migrations

#: One appointment without a slot for every case that waits for its person at a named hour; run twice, no more.
TAKE_OVER = """
INSERT INTO appointments_booking (
    tenant_id, public_id, ticket, office_id, kind, starts_at, day, state, version, resident_id, name, phone,
    language, about, bring, is_walk_in, reason, created_at, entered_at
)
SELECT a.tenant_id, gen_random_uuid(),
       'J-' || (SELECT string_agg(substr('23456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + floor(random() * 30)::int, 1), '')
                FROM generate_series(1, 6) WHERE a.id IS NOT NULL),
       coalesce(
           (SELECT o.id FROM tenants_office o WHERE o.tenant_id = a.tenant_id AND strpos(s.sentence, o.name) > 0
            ORDER BY length(o.name) DESC LIMIT 1),
           (SELECT o.id FROM tenants_office o WHERE o.tenant_id = a.tenant_id AND o.is_main)
       ),
       CASE a.visit_role WHEN 'petugas_perekaman' THEN 'recording' WHEN 'petugas_ikd' THEN 'ikd' ELSE 'meeting' END,
       a.visit_at, (a.visit_at AT TIME ZONE t.time_zone)::date, 'booked', 0, a.applicant_id, a.subject_name, ''::bytea,
       'id', a.reference, '', false, '', now(), now()
FROM applications_application a
JOIN tenants_tenant t ON t.id = a.tenant_id
JOIN LATERAL (
    SELECT step.sentence FROM applications_step step
    WHERE step.tenant_id = a.tenant_id AND step.application_id = a.id AND step.move = 'invite'
    ORDER BY step.version DESC LIMIT 1
) s ON true
WHERE a.state = 'awaiting_visit' AND a.visit_at IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM appointments_booking b WHERE b.tenant_id = a.tenant_id AND b.about = a.reference)
"""


class Migration(migrations.Migration):

    dependencies = [
        ("appointments", "0001_initial"),
        ("applications", "0013_forgive_a_letter_at_once"),
    ]

    operations = [migrations.RunSQL(TAKE_OVER, migrations.RunSQL.noop)]
