"""Wrong codes of an employee, so that guessing ends after a few: visible to their agency only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ISOLATE = """
ALTER TABLE attendance_codeguess ENABLE ROW LEVEL SECURITY;
CREATE POLICY attendance_codeguess_of_agency ON attendance_codeguess
    USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
"""
OPEN_AGAIN = """
DROP POLICY attendance_codeguess_of_agency ON attendance_codeguess;
ALTER TABLE attendance_codeguess DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0005_case_steps_and_terms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CodeGuess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("guessed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["agency", "employee", "guessed_at"],
                        name="attendance_codeguess_recent",
                    )
                ],
            },
        ),
        migrations.RunSQL(ISOLATE, OPEN_AGAIN),
    ]
