"""Outages that are proposed and withdrawn, patterns with their history, thresholds as rows."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

OF_AGENCY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_of_agency ON {table}
    USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
"""
OPEN_AGAIN = """
DROP POLICY {table}_of_agency ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
TABLES = ("attendance_anomalyevent", "attendance_anomalysearch", "attendance_threshold")

# Thresholds without an agency are the portal's: everybody's to read and nobody's to write.
NATIONAL = """
CREATE POLICY attendance_threshold_national ON attendance_threshold
    FOR SELECT USING (agency_id IS NULL);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_reference_data"),
        ("attendance", "0006_code_guesses"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnomalyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("week", models.DateField(verbose_name="pekan (Senin)")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same_position", "Koordinat persis sama"),
                            ("fast_travel", "Berpindah terlalu cepat"),
                            ("shared_device", "Satu perangkat untuk banyak orang"),
                            ("same_second", "Selalu pada detik yang sama"),
                        ],
                        max_length=14,
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("facts", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "Belum dilihat"),
                            ("explained", "Sudah dijelaskan"),
                            ("followed", "Ditindaklanjuti"),
                        ],
                        default="new",
                        max_length=9,
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("looked_at", models.DateTimeField(null=True)),
                (
                    "note",
                    models.CharField(
                        blank=True, default="", max_length=500, verbose_name="catatan"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AnomalySearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.DateField(verbose_name="pekan (Senin)")),
                ("searched_at", models.DateTimeField()),
                ("found", models.PositiveIntegerField(default=0, verbose_name="pola")),
            ],
            options={
                "ordering": ["-week"],
            },
        ),
        migrations.CreateModel(
            name="PortalBeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["last_at"],
            },
        ),
        migrations.CreateModel(
            name="Threshold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("silence_minutes", "Portal tidak berdenyut (menit)"),
                            ("lead_minutes", "Diamati sebelum jam masuk (menit)"),
                            ("queued_people", "Pegawai dengan presensi tertahan"),
                            ("queued_percent", "Bagian presensi tertahan (%)"),
                            ("queued_gap_minutes", "Jeda antarpresensi tertahan (menit)"),
                            ("queued_longest_minutes", "Tertahan paling lama (menit)"),
                            ("outage_term_days", "Tenggat menyatakan gangguan (hari)"),
                            ("position_people", "Pegawai dengan koordinat sama"),
                            ("position_days", "Hari dengan koordinat sama"),
                            ("same_home_m", "Dianggap serumah (meter)"),
                            ("travel_kmh", "Kecepatan pindah (km/jam)"),
                            ("travel_min_km", "Jarak pindah terdekat (km)"),
                            ("device_people", "Pegawai dengan perangkat sama"),
                            ("second_days", "Hari dengan detik sama dalam sepekan"),
                            ("second_days_month", "Hari dengan detik sama dalam empat pekan"),
                        ],
                        max_length=24,
                        verbose_name="ukuran",
                    ),
                ),
                ("value", models.PositiveIntegerField(verbose_name="nilai")),
                ("legal_basis", models.CharField(max_length=300, verbose_name="dasar")),
            ],
        ),
        migrations.AlterModelOptions(
            name="outage",
            options={"ordering": ["-starts_at", "-pk"]},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="outage",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="outage",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="outage",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="outage",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=240, verbose_name="alasan"),
        ),
        migrations.AddField(
            model_name="outage",
            name="settled_under",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.delegation",
            ),
        ),
        migrations.AddField(
            model_name="outageevent",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=240, verbose_name="alasan"),
        ),
        migrations.AddField(
            model_name="outageevent",
            name="settled_under",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.delegation",
            ),
        ),
        migrations.AlterField(
            model_name="outage",
            name="cause",
            field=models.CharField(blank=True, default="", max_length=240, verbose_name="sebab"),
        ),
        migrations.AlterField(
            model_name="outage",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Usulan pemantau"),
                    ("declared", "Dinyatakan"),
                    ("dismissed", "Ditolak"),
                    ("withdrawn", "Dicabut"),
                ],
                default="declared",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="outageevent",
            name="cause",
            field=models.CharField(blank=True, default="", max_length=240, verbose_name="sebab"),
        ),
        migrations.AlterField(
            model_name="outageevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Usulan pemantau"),
                    ("declared", "Dinyatakan"),
                    ("dismissed", "Ditolak"),
                    ("withdrawn", "Dicabut"),
                ],
                default="declared",
                max_length=9,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anomaly",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_anomalyevent" ("agency_id", "facts", "fingerprint", "found_at", "id", "kind", "looked_at", "looked_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "week") VALUES (NEW."agency_id", NEW."facts", NEW."fingerprint", NEW."found_at", NEW."id", NEW."kind", NEW."looked_at", NEW."looked_by_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."week"); RETURN NULL;',
                    hash="7c801022744fe80ae6d061623bea30b9f7d4536a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d0f96",
                    table="attendance_anomaly",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anomaly",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "attendance_anomalyevent" ("agency_id", "facts", "fingerprint", "found_at", "id", "kind", "looked_at", "looked_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "week") VALUES (NEW."agency_id", NEW."facts", NEW."fingerprint", NEW."found_at", NEW."id", NEW."kind", NEW."looked_at", NEW."looked_by_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."week"); RETURN NULL;',
                    hash="686e838e4f16f6f185cd18d9cbd566866f604467",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_43527",
                    table="attendance_anomaly",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anomaly",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_anomalyevent" ("agency_id", "facts", "fingerprint", "found_at", "id", "kind", "looked_at", "looked_by_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "week") VALUES (OLD."agency_id", OLD."facts", OLD."fingerprint", OLD."found_at", OLD."id", OLD."kind", OLD."looked_at", OLD."looked_by_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."week"); RETURN NULL;',
                    hash="831c181038f33cc84bf9a78750ab791ca9bf56d9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_78894",
                    table="attendance_anomaly",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_outageevent" ("agency_id", "cause", "ends_at", "id", "measured", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "reason", "settled_at", "settled_by_id", "settled_under_id", "starts_at", "state") VALUES (NEW."agency_id", NEW."cause", NEW."ends_at", NEW."id", NEW."measured", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."reason", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."starts_at", NEW."state"); RETURN NULL;',
                    hash="5ce7afc6d50d8d9dd059d2a9b3148cda6db7d042",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7e022",
                    table="attendance_outage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "attendance_outageevent" ("agency_id", "cause", "ends_at", "id", "measured", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "reason", "settled_at", "settled_by_id", "settled_under_id", "starts_at", "state") VALUES (NEW."agency_id", NEW."cause", NEW."ends_at", NEW."id", NEW."measured", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."reason", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."starts_at", NEW."state"); RETURN NULL;',
                    hash="bb26c24e7c1dd73ee159a6f395f192cc32ad063a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_95f99",
                    table="attendance_outage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_outageevent" ("agency_id", "cause", "ends_at", "id", "measured", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "reason", "settled_at", "settled_by_id", "settled_under_id", "starts_at", "state") VALUES (OLD."agency_id", OLD."cause", OLD."ends_at", OLD."id", OLD."measured", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."reason", OLD."settled_at", OLD."settled_by_id", OLD."settled_under_id", OLD."starts_at", OLD."state"); RETURN NULL;',
                    hash="64473ae207cad5ffe9bd035b40c4fd322392e486",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2fa7d",
                    table="attendance_outage",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="anomaly",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "new"),
                    models.Q(
                        ("looked_at__isnull", False),
                        ("looked_by__isnull", False),
                        models.Q(("note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="attendance_anomaly_looked_whole",
                violation_error_message="Catatan belum diisi. Tulis apa yang Anda ketahui.",
            ),
        ),
        migrations.AddConstraint(
            model_name="outage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declared"), _negated=True),
                    models.Q(("cause", ""), _negated=True),
                    _connector="OR",
                ),
                name="attendance_outage_cause_named",
                violation_error_message="Sebab gangguan belum diisi. Tulis apa yang terjadi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="outage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["dismissed", "withdrawn"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="attendance_outage_reason_named",
                violation_error_message="Alasan belum diisi. Tulis mengapa gangguan ini tidak ada.",
            ),
        ),
        migrations.AddConstraint(
            model_name="outage",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state__in", ["proposed", "declared"])),
                expressions=[
                    ("agency", "="),
                    ("state", "="),
                    (
                        models.Func(
                            models.F("starts_at"),
                            models.F("ends_at"),
                            models.Value("[)"),
                            function="tstzrange",
                        ),
                        "&&",
                    ),
                ],
                name="attendance_outage_no_overlap",
                violation_error_message="Waktu itu sudah termasuk gangguan lain yang tercatat. Muat ulang daftarnya, lalu pilih waktu di luarnya.",
            ),
        ),
        migrations.AddField(
            model_name="anomalyevent",
            name="agency",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.agency",
            ),
        ),
        migrations.AddField(
            model_name="anomalyevent",
            name="looked_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="anomalyevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="anomalyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="attendance.anomaly",
            ),
        ),
        migrations.AddField(
            model_name="anomalysearch",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddIndex(
            model_name="portalbeat",
            index=models.Index(fields=["last_at"], name="attendance_portalbeat_last"),
        ),
        migrations.AddConstraint(
            model_name="portalbeat",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_at__gte", models.F("first_at"))),
                name="attendance_portalbeat_forward",
                violation_error_message="Denyut terakhir mendahului denyut pertama.",
            ),
        ),
        migrations.AddField(
            model_name="threshold",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.agency",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="anomalyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d96b3763229bd73ef2f57d97f05de1e61a704595",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3edcd",
                    table="attendance_anomalyevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="anomalysearch",
            constraint=models.UniqueConstraint(
                fields=("agency", "week"),
                name="attendance_anomalysearch_once",
                violation_error_message="Pekan itu sudah diperiksa.",
            ),
        ),
        migrations.AddConstraint(
            model_name="threshold",
            constraint=models.UniqueConstraint(
                fields=("agency", "code", "valid_from"),
                name="attendance_threshold_once",
                nulls_distinct=False,
                violation_error_message="Ambang ini sejak tanggal itu sudah ada.",
            ),
        ),
        *(
            migrations.RunSQL(OF_AGENCY.format(table=table), OPEN_AGAIN.format(table=table))
            for table in TABLES
        ),
        migrations.RunSQL(
            NATIONAL, "DROP POLICY attendance_threshold_national ON attendance_threshold;"
        ),
    ]
