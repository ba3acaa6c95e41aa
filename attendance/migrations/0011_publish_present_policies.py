"""Policies that held before drafts existed were published when their row was made."""

from django.db import migrations

PUBLISHED_AT = """
UPDATE attendance_policy SET published_at = coalesce(
    (SELECT min(recorded.pgh_created_at) FROM attendance_policyevent recorded
     WHERE recorded.pgh_obj_id = attendance_policy.id),
    decree_date::timestamp AT TIME ZONE 'UTC')
WHERE state = 'published' AND published_at IS NULL;
"""

# Elsewhere was allowed on the same weekdays as home until each had its own.
SAME_WEEKDAYS = """
UPDATE attendance_policy SET wfa_weekdays = wfh_weekdays WHERE 'WFA' = ANY (modes);
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0010_policies_rosters_letters_messages")]

    operations = [
        migrations.RunSQL(PUBLISHED_AT, migrations.RunSQL.noop),
        migrations.RunSQL(SAME_WEEKDAYS, migrations.RunSQL.noop),
    ]
