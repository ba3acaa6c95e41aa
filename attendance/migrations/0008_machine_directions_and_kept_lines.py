"""How a machine's punches are read, where it may call from, and lines kept without an event."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

OF_AGENCY = """
ALTER TABLE attendance_unreadableline ENABLE ROW LEVEL SECURITY;
CREATE POLICY attendance_unreadableline_of_agency ON attendance_unreadableline
    USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
"""
OPEN_AGAIN = """
DROP POLICY attendance_unreadableline_of_agency ON attendance_unreadableline;
ALTER TABLE attendance_unreadableline DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_reference_data"),
        ("attendance", "0007_watch_outages_and_patterns"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UnreadableLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=200)),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-received_at"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="machine",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="machine",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="machine",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="machineevent",
            name="firmware",
        ),
        migrations.RemoveField(
            model_name="machineevent",
            name="last_seen_at",
        ),
        migrations.RemoveField(
            model_name="machineevent",
            name="last_stamp",
        ),
        migrations.AddField(
            model_name="machine",
            name="direction",
            field=models.CharField(
                choices=[
                    ("status", "Menurut tombol masuk/pulang di mesin"),
                    ("order", "Pertama masuk, berikutnya pulang"),
                ],
                db_default="status",
                default="status",
                max_length=6,
                verbose_name="arah presensi",
            ),
        ),
        migrations.AddField(
            model_name="machine",
            name="last_address",
            field=models.GenericIPAddressField(null=True),
        ),
        migrations.AddField(
            model_name="machine",
            name="network",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=43, verbose_name="jaringan kantor"
            ),
        ),
        migrations.AddField(
            model_name="machine",
            name="refused_address",
            field=models.GenericIPAddressField(null=True),
        ),
        migrations.AddField(
            model_name="machine",
            name="refused_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="machineevent",
            name="direction",
            field=models.CharField(
                choices=[
                    ("status", "Menurut tombol masuk/pulang di mesin"),
                    ("order", "Pertama masuk, berikutnya pulang"),
                ],
                db_default="status",
                default="status",
                max_length=6,
                verbose_name="arah presensi",
            ),
        ),
        migrations.AddField(
            model_name="machineevent",
            name="network",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=43, verbose_name="jaringan kantor"
            ),
        ),
        migrations.AddField(
            model_name="machineline",
            name="aside",
            field=models.CharField(
                blank=True,
                choices=[("clock", "Jam mesin tidak wajar"), ("status", "Bukan masuk atau pulang")],
                db_default="",
                default="",
                max_length=6,
            ),
        ),
        migrations.AlterField(
            model_name="machineline",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[("in", "Presensi masuk"), ("out", "Presensi pulang")],
                default="",
                max_length=3,
            ),
        ),
        migrations.AddIndex(
            model_name="machineline",
            index=models.Index(
                fields=["agency", "employee", "punched_at"], name="attendance_machineline_of"
            ),
        ),
        migrations.AddIndex(
            model_name="machineline",
            index=models.Index(
                condition=models.Q(("aside", ""), _negated=True),
                fields=["agency", "machine", "aside"],
                name="attendance_machineline_aside",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="machine",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_machineevent" ("agency_id", "approved_at", "approved_by_id", "code", "direction", "id", "name", "network", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "state", "unit_id", "zone") VALUES (NEW."agency_id", NEW."approved_at", NEW."approved_by_id", NEW."code", NEW."direction", NEW."id", NEW."name", NEW."network", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."serial", NEW."state", NEW."unit_id", NEW."zone"); RETURN NULL;',
                    hash="9cfc4af984c2208253a6ac783c253a47a5b258ca",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_41375",
                    table="attendance_machine",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="machine",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."network" IS DISTINCT FROM (NEW."network") OR OLD."serial" IS DISTINCT FROM (NEW."serial") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."zone" IS DISTINCT FROM (NEW."zone"))',
                    func='INSERT INTO "attendance_machineevent" ("agency_id", "approved_at", "approved_by_id", "code", "direction", "id", "name", "network", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "state", "unit_id", "zone") VALUES (NEW."agency_id", NEW."approved_at", NEW."approved_by_id", NEW."code", NEW."direction", NEW."id", NEW."name", NEW."network", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."serial", NEW."state", NEW."unit_id", NEW."zone"); RETURN NULL;',
                    hash="c0b708f68ddda57e96b1a67259239a112daeab94",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1cc5b",
                    table="attendance_machine",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="machine",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_machineevent" ("agency_id", "approved_at", "approved_by_id", "code", "direction", "id", "name", "network", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "state", "unit_id", "zone") VALUES (OLD."agency_id", OLD."approved_at", OLD."approved_by_id", OLD."code", OLD."direction", OLD."id", OLD."name", OLD."network", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."serial", OLD."state", OLD."unit_id", OLD."zone"); RETURN NULL;',
                    hash="a51426ce28ae35ae4497f67fa352f0aa369514f9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d6e4d",
                    table="attendance_machine",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="unreadableline",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="unreadableline",
            name="machine",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="unreadable",
                to="attendance.machine",
            ),
        ),
        migrations.AddConstraint(
            model_name="unreadableline",
            constraint=models.UniqueConstraint(
                fields=("agency", "machine", "text"),
                name="attendance_unreadableline_once",
                violation_error_message="Baris ini sudah pernah diterima dari mesin.",
            ),
        ),
        migrations.RunSQL(OF_AGENCY, OPEN_AGAIN),
    ]
