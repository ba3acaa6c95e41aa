"""A signed document's bytes never change, and a roster's version has one letter.

Only a revocation may be added, once. A migration that has to touch such rows disables the
trigger for itself, in plain sight.
"""

from django.db import migrations, models

GUARD = """
CREATE FUNCTION hadir_keep_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.revoked_at IS NULL
       AND (to_jsonb(NEW) - ARRAY['revoked_at', 'revoked_by_id', 'revoked_reason', 'content'])
         = (to_jsonb(OLD) - ARRAY['revoked_at', 'revoked_by_id', 'revoked_reason', 'content'])
       AND NEW.content = OLD.content THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Surat yang sudah ditandatangani tidak dapat diubah atau dihapus.'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER attendance_signeddocument_stays
    BEFORE UPDATE OR DELETE ON attendance_signeddocument
    FOR EACH ROW EXECUTE FUNCTION hadir_keep_signed();
"""
UNGUARD = """
DROP TRIGGER attendance_signeddocument_stays ON attendance_signeddocument;
DROP FUNCTION hadir_keep_signed();
"""


class Migration(migrations.Migration):
    dependencies = [("attendance", "0014_policies_replaced_and_ended")]

    operations = [
        migrations.RunSQL(GUARD, UNGUARD),
        migrations.AddConstraint(
            model_name="assignmentletter",
            constraint=models.UniqueConstraint(
                name="attendance_assignmentletter_one_each",
                fields=["agency", "roster"],
                violation_error_message=(
                    "Surat tugas jadwal ini baru saja ditandatangani. Muat ulang halamannya."
                ),
            ),
        ),
    ]
