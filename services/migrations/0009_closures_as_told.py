"""What was said about closures stays when they are changed or taken back: written by a trigger."""

import django.db.models.deletion
from django.db import migrations, models

COLUMNS = "office_id, desk_id, service_id, kind, starts_at, ends_at, message, alternative"
TELL = f"""
ALTER TABLE services_closurenotice ENABLE ROW LEVEL SECURITY;
CREATE POLICY services_closurenotice_public ON services_closurenotice FOR SELECT USING (true);
INSERT INTO services_closurenotice (closure_id, what, {COLUMNS}, at)
    SELECT id, 'announced', {COLUMNS}, now() FROM services_closure;

CREATE FUNCTION hadir_tell_closure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    closure services_closure;
    what text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        closure := OLD;
        what := 'withdrawn';
    ELSIF TG_OP = 'INSERT' THEN
        closure := NEW;
        what := 'announced';
    ELSIF NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NULL;
    ELSE
        closure := NEW;
        what := 'changed';
    END IF;
    INSERT INTO services_closurenotice (closure_id, what, {COLUMNS}, at)
    VALUES (closure.id, what, closure.office_id, closure.desk_id, closure.service_id, closure.kind,
            closure.starts_at, closure.ends_at, closure.message, closure.alternative, now());
    RETURN NULL;
END $$;
CREATE TRIGGER services_closure_told AFTER INSERT OR UPDATE OR DELETE ON services_closure
    FOR EACH ROW EXECUTE FUNCTION hadir_tell_closure();
"""  # noqa: S608 - column names of our own
FORGET = """
DROP TRIGGER services_closure_told ON services_closure;
DROP FUNCTION hadir_tell_closure();
DROP POLICY services_closurenotice_public ON services_closurenotice;
ALTER TABLE services_closurenotice DISABLE ROW LEVEL SECURITY;
"""


def named(model, **options):
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=f"services.{model}",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("services", "0008_reports_stay_as_written")]

    operations = [
        migrations.CreateModel(
            name="ClosureNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("closure_id", models.BigIntegerField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("announced", "Diumumkan"),
                            ("changed", "Diubah"),
                            ("withdrawn", "Dibatalkan"),
                        ],
                        max_length=9,
                    ),
                ),
                ("office", named("office")),
                ("desk", named("desk", null=True)),
                ("service", named("service", null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("announced", "Diumumkan"), ("emergency", "Mendadak")],
                        max_length=12,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("message", models.CharField(max_length=240)),
                ("alternative", models.CharField(blank=True, default="", max_length=240)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["office", "closure_id", "id"], name="services_closurenotice_last"
                    )
                ]
            },
        ),
        migrations.RunSQL(TELL, FORGET),
    ]
