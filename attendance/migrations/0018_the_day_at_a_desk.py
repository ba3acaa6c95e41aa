"""What happens at a desk during its day; row-level security for all of it."""

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
TABLES = (
    "attendance_deskalarm",
    "attendance_deskbreak",
    "attendance_deskcover",
    "attendance_deskcoverevent",
    "attendance_desktablet",
    "attendance_desktap",
)
# A tablet names no agency: the row whose address it bears may be read, to learn whose.
BY_NAME = """
CREATE POLICY attendance_desktablet_at_call ON attendance_desktablet
    FOR SELECT USING (address_digest = hadir_caller());
"""
ISOLATE = "".join(OF_AGENCY.format(table=table) for table in TABLES) + BY_NAME
RELEASE = "DROP POLICY attendance_desktablet_at_call ON attendance_desktablet;" + "".join(
    OPEN_AGAIN.format(table=table) for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_reference_data"),
        ("accounts", "__first__"),
        ("attendance", "0017_generations_keep_lines"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("services", "0005_followed_reported_accounted"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("emergency", "Keadaan darurat"),
                    ("policy", "Kebijakan baru"),
                    ("roster", "Jadwal berlaku atau berubah"),
                    ("task", "Ada yang menunggu keputusan Anda"),
                    ("swap", "Tukar jadwal"),
                    ("request", "Keputusan atas permohonan Anda"),
                    ("letter", "Surat tugas"),
                    ("desk", "Loket yang Anda kelola"),
                    ("reminder", "Pengingat sebelum mulai kerja"),
                ],
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="messagepreference",
            name="kind",
            field=models.CharField(
                choices=[
                    ("emergency", "Keadaan darurat"),
                    ("policy", "Kebijakan baru"),
                    ("roster", "Jadwal berlaku atau berubah"),
                    ("task", "Ada yang menunggu keputusan Anda"),
                    ("swap", "Tukar jadwal"),
                    ("request", "Keputusan atas permohonan Anda"),
                    ("letter", "Surat tugas"),
                    ("desk", "Loket yang Anda kelola"),
                    ("reminder", "Pengingat sebelum mulai kerja"),
                ],
                max_length=9,
            ),
        ),
        migrations.CreateModel(
            name="DeskCover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(verbose_name="tanggal")),
                ("starts_at", models.DateTimeField(verbose_name="mulai")),
                ("ends_at", models.DateTimeField(verbose_name="sampai")),
                (
                    "reason",
                    models.CharField(blank=True, default="", max_length=160, verbose_name="alasan"),
                ),
                ("made_at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="services.desk",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="desk_covers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "date", "desk"], name="attendance_cover_of_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="attendance_cover_forward",
                        violation_error_message="Jam selesai harus sesudah jam mulai menggantikan.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("agency", "="),
                            ("employee", "="),
                            (
                                models.Func(
                                    models.F("starts_at"), models.F("ends_at"), function="tstzrange"
                                ),
                                "&&",
                            ),
                        ],
                        name="attendance_cover_one_desk",
                        violation_error_message="Pegawai ini sudah menggantikan di loket lain pada waktu itu. Pilih orang lain.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskCoverEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("date", models.DateField(verbose_name="tanggal")),
                ("starts_at", models.DateTimeField(verbose_name="mulai")),
                ("ends_at", models.DateTimeField(verbose_name="sampai")),
                (
                    "reason",
                    models.CharField(blank=True, default="", max_length=160, verbose_name="alasan"),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.agency",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="services.desk",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="attendance.deskcover",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeskTablet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nama tablet")),
                ("address_digest", models.CharField(max_length=64, unique=True)),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                ("made_at", models.DateTimeField()),
                ("last_tapped_at", models.DateTimeField(null=True)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="services.desk",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="DeskTap",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "agency_id",
                        "desk_id",
                        "date",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("date", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("ping", "Ketukan"), ("ticket", "Antrean")], max_length=6
                    ),
                ),
                ("tapped_at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="services.desk",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeskAlarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("short_roster", "Jadwal menyisakan loket kurang petugas"),
                            ("late", "Petugas belum datang saat loket buka"),
                            ("left", "Petugas terakhir pulang sebelum tutup"),
                            ("closed_but_staffed", "Diumumkan tutup, padahal ada petugas"),
                        ],
                        max_length=18,
                    ),
                ),
                ("detail", models.CharField(blank=True, default="", max_length=300)),
                ("raised_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
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
                        related_name="+",
                        to="services.desk",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "desk", "date", "kind"),
                        name="attendance_alarm_once_a_day",
                        violation_error_message="Peringatan ini sudah disampaikan untuk tanggal itu.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskBreak",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(verbose_name="tanggal")),
                ("starts_at", models.DateTimeField(verbose_name="mulai")),
                ("until", models.DateTimeField(verbose_name="kembali")),
                ("ended_at", models.DateTimeField(null=True)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="services.desk",
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "desk", "date"], name="attendance_break_of_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("agency", "desk", "employee"),
                        name="attendance_break_one_at_once",
                        nulls_distinct=False,
                        violation_error_message="Istirahat di loket ini masih berjalan. Akhiri dulu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("starts_at"))),
                        name="attendance_break_forward",
                        violation_error_message="Jam kembali harus sesudah istirahat mulai.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deskcover",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_deskcoverevent" ("agency_id", "date", "desk_id", "employee_id", "ends_at", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_at") VALUES (NEW."agency_id", NEW."date", NEW."desk_id", NEW."employee_id", NEW."ends_at", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."starts_at"); RETURN NULL;',
                    hash="aeaaa7cf4295ce66239a67b06c9a6f51407edbda",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cf39a",
                    table="attendance_deskcover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deskcover",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "attendance_deskcoverevent" ("agency_id", "date", "desk_id", "employee_id", "ends_at", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_at") VALUES (NEW."agency_id", NEW."date", NEW."desk_id", NEW."employee_id", NEW."ends_at", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."starts_at"); RETURN NULL;',
                    hash="39267d9d51b9adaaeb44a8e2c16e225bf9e64c63",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c97f7",
                    table="attendance_deskcover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deskcover",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_deskcoverevent" ("agency_id", "date", "desk_id", "employee_id", "ends_at", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_at") VALUES (OLD."agency_id", OLD."date", OLD."desk_id", OLD."employee_id", OLD."ends_at", OLD."id", OLD."made_at", OLD."made_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."starts_at"); RETURN NULL;',
                    hash="d5eecbf9b477dc72b304ce62fda14cd10e6dc2d0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_55069",
                    table="attendance_deskcover",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deskcoverevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1b46fe4e9261fc185f331e27802dfb2ad0a3af9f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_33d27",
                    table="attendance_deskcoverevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(ISOLATE, RELEASE),
    ]
