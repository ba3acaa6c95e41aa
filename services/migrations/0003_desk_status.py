"""The published status of each service at each desk: everyone reads, its agency writes."""

import django.db.models.deletion
from django.db import migrations, models

ISOLATE = """
ALTER TABLE services_deskstatus ENABLE ROW LEVEL SECURITY;
CREATE POLICY services_deskstatus_public ON services_deskstatus FOR SELECT USING (true);
CREATE POLICY services_deskstatus_insert ON services_deskstatus
    FOR INSERT WITH CHECK (agency_id = hadir_agency());
CREATE POLICY services_deskstatus_update ON services_deskstatus
    FOR UPDATE USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
CREATE POLICY services_deskstatus_delete ON services_deskstatus
    FOR DELETE USING (agency_id = hadir_agency());
"""

RELEASE = """
DROP POLICY services_deskstatus_public ON services_deskstatus;
DROP POLICY services_deskstatus_insert ON services_deskstatus;
DROP POLICY services_deskstatus_update ON services_deskstatus;
DROP POLICY services_deskstatus_delete ON services_deskstatus;
ALTER TABLE services_deskstatus DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0002_isolate_agencies"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskStatus",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "agency_id",
                        "desk_id",
                        "service_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("code", models.CharField(max_length=12)),
                ("reason", models.CharField(blank=True, default="", max_length=20)),
                ("basis", models.CharField(max_length=12)),
                ("limited", models.BooleanField(default=False)),
                ("until", models.DateTimeField(null=True)),
                ("detail", models.CharField(blank=True, default="", max_length=240)),
                ("evidence_at", models.DateTimeField(null=True)),
                ("last_known_code", models.CharField(blank=True, default="", max_length=12)),
                ("last_known_at", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField(null=True)),
                ("next_code", models.CharField(blank=True, default="", max_length=12)),
                ("next_event", models.CharField(blank=True, default="", max_length=20)),
                ("next_reason", models.CharField(blank=True, default="", max_length=20)),
                ("valid_until", models.DateTimeField()),
                ("since", models.DateTimeField()),
                ("since_known", models.BooleanField(default=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statuses",
                        to="services.desk",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="services.service",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["service", "code"], name="services_deskstatus_where")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                (
                                    "staffed",
                                    "break",
                                    "expected",
                                    "unstaffed",
                                    "remote",
                                    "closed",
                                    "unconfirmed",
                                ),
                            )
                        ),
                        name="services_deskstatus_code_known",
                        violation_error_message="Status loket tidak dikenal. Pakai salah satu dari tujuh status.",
                    )
                ],
            },
        ),
        migrations.RunSQL(ISOLATE, RELEASE),
    ]
