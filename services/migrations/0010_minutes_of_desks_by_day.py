"""Minutes a desk was promised and staffed, by day, for its agency alone."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

GUARD = """
ALTER TABLE services_deskday ENABLE ROW LEVEL SECURITY;
CREATE POLICY services_deskday_of_agency ON services_deskday
    USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
"""
FREE = """
DROP POLICY services_deskday_of_agency ON services_deskday;
ALTER TABLE services_deskday DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_overseers_of_agencies"),
        ("services", "0009_closures_as_told"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskDay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "agency_id",
                        "date",
                        "desk_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("date", models.DateField()),
                ("promised", models.PositiveSmallIntegerField(verbose_name="menit dijanjikan")),
                ("staffed", models.PositiveSmallIntegerField(verbose_name="menit ada petugas")),
                (
                    "unknown",
                    models.PositiveSmallIntegerField(default=0, verbose_name="menit tanpa kabar"),
                ),
                ("computed_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.agency",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="services.desk",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "promised__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("staffed"), "+", models.F("unknown")
                                ),
                            )
                        ),
                        name="services_deskday_within_promise",
                        violation_error_message="Menit ada petugas melebihi menit yang dijanjikan. Hitung ulang minggu itu.",
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARD, FREE),
    ]
