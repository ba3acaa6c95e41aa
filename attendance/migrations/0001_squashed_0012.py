"""The tables of attendance as 0001 to 0012 leave them, for new databases.

A database that has run some of those goes on with them; this stands in for all of them at once.
The steps one by one take a minute, because every step makes Django build all models anew.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.functions.uuid
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class PartitionedModel(migrations.CreateModel):
    """Create a table whose rows lie in monthly partitions by its date column."""

    partition_key = {"CheckIn": "local_date", "WorkDay": "date"}

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        plain = schema_editor.sql_create_table
        schema_editor.sql_create_table = (
            f"{plain} PARTITION BY RANGE ({self.partition_key[self.name]})"
        )
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        finally:
            schema_editor.sql_create_table = plain


class AllAtOnce(Operation):
    """Create models and triggers one after the other, building the models' classes once."""

    reversible = False

    def __init__(self, operations):
        self.operations = operations

    def deconstruct(self):
        return (self.__class__.__qualname__, [self.operations], {})

    def state_forwards(self, app_label, state):
        # Without built classes the state only takes notes; the next look builds them all.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
            state.__dict__.pop("apps", None)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Create the tables and triggers of attendance"


OF_AGENCY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_of_agency ON {table}
    USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
"""
ISOLATED = (
    "attendance_absence",
    "attendance_absencerequest",
    "attendance_absencerequestevent",
    "attendance_agreementtext",
    "attendance_anomaly",
    "attendance_anomalyevent",
    "attendance_anomalyperson",
    "attendance_anomalysearch",
    "attendance_assignmentletter",
    "attendance_calendarfeed",
    "attendance_caseterm",
    "attendance_checkin",
    "attendance_codeguess",
    "attendance_codescreen",
    "attendance_codeuse",
    "attendance_compliancefigure",
    "attendance_compliancereport",
    "attendance_correction",
    "attendance_correctionevent",
    "attendance_dayamendment",
    "attendance_dayclose",
    "attendance_decreefile",
    "attendance_delivery",
    "attendance_deskofficer",
    "attendance_disciplinecase",
    "attendance_disciplinecaseday",
    "attendance_disciplinecaseevent",
    "attendance_disciplinecasestep",
    "attendance_emergencyrelease",
    "attendance_evidencefile",
    "attendance_job",
    "attendance_leaveopening",
    "attendance_letternumbering",
    "attendance_machine",
    "attendance_machineevent",
    "attendance_machineline",
    "attendance_machinenumber",
    "attendance_machinenumberevent",
    "attendance_message",
    "attendance_messagepreference",
    "attendance_monthfreeze",
    "attendance_outage",
    "attendance_outageevent",
    "attendance_outbox",
    "attendance_performancescore",
    "attendance_policy",
    "attendance_policyevent",
    "attendance_policytrial",
    "attendance_pushsubscription",
    "attendance_readiness",
    "attendance_readinessevent",
    "attendance_reopening",
    "attendance_requestterm",
    "attendance_roster",
    "attendance_rosterentry",
    "attendance_rosterevent",
    "attendance_rostergeneration",
    "attendance_sanction",
    "attendance_sanctiontable",
    "attendance_signeddocument",
    "attendance_specialcircumstance",
    "attendance_specialcircumstanceevent",
    "attendance_swap",
    "attendance_swapevent",
    "attendance_threshold",
    "attendance_unreadableline",
    "attendance_wish",
    "attendance_workday",
)

# Rows without an agency are the nation's: everybody's to read and nobody's to write.
NATIONAL = """
CREATE POLICY {table}_national ON {table} FOR SELECT USING (agency_id IS NULL);
"""
NATIONAL_TOO = (
    "attendance_agreementtext",
    "attendance_caseterm",
    "attendance_requestterm",
    "attendance_sanctiontable",
    "attendance_threshold",
)

# Why each of these stands here is told beside it in the migration that brought it.
RULES = (
    r"""ALTER TABLE attendance_schedule ENABLE ROW LEVEL SECURITY;
CREATE POLICY attendance_schedule_national ON attendance_schedule
    FOR SELECT USING (agency_id IS NULL);
CREATE POLICY attendance_schedule_of_agency ON attendance_schedule
    USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
""",
    r"""CREATE FUNCTION hadir_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Presensi tidak dapat diubah atau dihapus. Catat peristiwa baru.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER attendance_checkin_append_only BEFORE UPDATE OR DELETE ON attendance_checkin
    FOR EACH ROW EXECUTE FUNCTION hadir_append_only();
""",
    r"""CREATE FUNCTION hadir_caller() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('hadir.caller', true), '');
CREATE POLICY attendance_machine_at_call ON attendance_machine
    FOR SELECT USING (serial = hadir_caller());
CREATE POLICY attendance_codescreen_at_call ON attendance_codescreen
    FOR SELECT USING (address_digest = hadir_caller());
""",
    r"""CREATE FUNCTION hadir_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fixed record;
BEGIN
    SELECT signed.month INTO fixed
    FROM (SELECT DISTINCT agency_id, date FROM touched) day
    JOIN attendance_monthfreeze signed
      ON signed.agency_id = day.agency_id AND signed.month = date_trunc('month', day.date)::date
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION
            'Bulan % sudah disahkan, jadi hari kerjanya tetap. Perubahan dicatat bertanggal.',
            to_char(fixed.month, 'YYYY-MM') USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION hadir_guard_days(days regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER attendance_workday_frozen_insert AFTER INSERT ON %s'
        ' REFERENCING NEW TABLE AS touched'
        ' FOR EACH STATEMENT EXECUTE FUNCTION hadir_refuse_frozen()', days);
    EXECUTE format('CREATE TRIGGER attendance_workday_frozen_delete AFTER DELETE ON %s'
        ' REFERENCING OLD TABLE AS touched'
        ' FOR EACH STATEMENT EXECUTE FUNCTION hadir_refuse_frozen()', days);
    EXECUTE format('CREATE TRIGGER attendance_workday_frozen_old AFTER UPDATE ON %s'
        ' REFERENCING OLD TABLE AS touched'
        ' FOR EACH STATEMENT EXECUTE FUNCTION hadir_refuse_frozen()', days);
    EXECUTE format('CREATE TRIGGER attendance_workday_frozen_new AFTER UPDATE ON %s'
        ' REFERENCING NEW TABLE AS touched'
        ' FOR EACH STATEMENT EXECUTE FUNCTION hadir_refuse_frozen()', days);
END $$;

SELECT hadir_guard_days(child.tree) FROM (
    SELECT relid AS tree FROM pg_partition_tree('attendance_workday')
) child;
""",
    r"""CREATE FUNCTION hadir_make_partitions(first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    parent text;
    month date;
    made integer := 0;
    partition text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['attendance_checkin', 'attendance_workday'] LOOP
        month := date_trunc('month', first_day);
        WHILE month <= last_day LOOP
            partition := parent || to_char(month, '_YYYY_MM');
            IF to_regclass(partition) IS NULL THEN
                EXECUTE format(
                    'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                    partition, parent, month, (month + interval '1 month')::date);
                EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition);
                IF parent = 'attendance_workday' THEN
                    PERFORM hadir_guard_days(partition::regclass);
                END IF;
                made := made + 1;
            END IF;
            month := month + interval '1 month';
        END LOOP;
    END LOOP;
    RETURN made;
END $$;
""",
    r"""CREATE FUNCTION hadir_added_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Pengesahan bulan dan perubahan sesudahnya tidak dapat diubah atau dihapus.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER attendance_monthfreeze_added_only BEFORE UPDATE OR DELETE ON attendance_monthfreeze
    FOR EACH ROW EXECUTE FUNCTION hadir_added_only();
CREATE TRIGGER attendance_dayamendment_added_only BEFORE UPDATE OR DELETE ON attendance_dayamendment
    FOR EACH ROW EXECUTE FUNCTION hadir_added_only();
""",
    r"""CREATE POLICY attendance_signeddocument_at_call ON attendance_signeddocument
    FOR SELECT USING (code = hadir_caller());
CREATE POLICY attendance_calendarfeed_at_call ON attendance_calendarfeed
    FOR SELECT USING (address_digest = hadir_caller());
""",
)


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("attendance", "0001_initial"),
        ("attendance", "0002_isolate_agencies"),
        ("attendance", "0003_ways_in_and_requests"),
        ("attendance", "0004_isolate_requests"),
        ("attendance", "0005_case_steps_and_terms"),
        ("attendance", "0006_code_guesses"),
        ("attendance", "0007_watch_outages_and_patterns"),
        ("attendance", "0008_machine_directions_and_kept_lines"),
        ("attendance", "0009_frozen_months_stay"),
        ("attendance", "0010_policies_rosters_letters_messages"),
        ("attendance", "0011_publish_present_policies"),
        ("attendance", "0012_isolate_policies_letters_messages"),
    ]

    dependencies = [
        ("accounts", "0003_reference_data"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("services", "0003_desk_status"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AllAtOnce(
            [
                migrations.CreateModel(
                    name="RamadanPeriod",
                    fields=[
                        (
                            "hijri_year",
                            models.PositiveSmallIntegerField(primary_key=True, serialize=False),
                        ),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        ("confirmed", models.BooleanField(default=False)),
                        ("legal_basis", models.CharField(blank=True, default="", max_length=300)),
                    ],
                ),
                migrations.CreateModel(
                    name="Regulation",
                    fields=[
                        (
                            "code",
                            models.SlugField(max_length=60, primary_key=True, serialize=False),
                        ),
                        ("number", models.CharField(max_length=120)),
                        ("title", models.CharField(max_length=300)),
                        ("issued_on", models.DateField(null=True)),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_until", models.DateField(null=True)),
                        ("summary", models.TextField(blank=True, default="")),
                    ],
                ),
                migrations.CreateModel(
                    name="ComplianceReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="bulan (tanggal 1)")),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        ("rule_version", models.CharField(max_length=16)),
                        ("data_until", models.DateField(verbose_name="data sampai")),
                        ("computed_at", models.DateTimeField()),
                        ("content_hash", models.CharField(max_length=64)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-month", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "month", "version"),
                                name="attendance_report_version_once",
                                violation_error_message="Versi laporan bulan itu sudah ada.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="attendance_report_month_starts",
                                violation_error_message="Bulan laporan ditulis dengan tanggal 1.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DayClose",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "agency_id",
                                "date",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("date", models.DateField()),
                        ("judged", models.PositiveIntegerField()),
                        ("waiting", models.PositiveIntegerField(default=0)),
                        ("rule_version", models.CharField(max_length=16)),
                        ("closed_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        ("content_hash", models.CharField(blank=True, default="", max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="Job",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("kind", models.CharField(max_length=24)),
                        ("month", models.DateField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Menunggu giliran"),
                                    ("running", "Dikerjakan"),
                                    ("done", "Selesai"),
                                    ("failed", "Gagal"),
                                    ("cancelled", "Dibatalkan"),
                                ],
                                default="queued",
                                max_length=9,
                            ),
                        ),
                        ("step", models.CharField(blank=True, default="", max_length=120)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("message", models.CharField(blank=True, default="", max_length=300)),
                        ("asked_at", models.DateTimeField()),
                        ("started_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["queued", "running"])),
                                fields=("agency", "kind", "month"),
                                name="attendance_job_one_at_a_time",
                                violation_error_message="Pekerjaan yang sama sedang berjalan. Tunggu sampai selesai.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("done__lte", models.F("total"))),
                                name="attendance_job_progress_bounded",
                                violation_error_message="Kemajuan melebihi jumlah pekerjaan.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Outage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        (
                            "cause",
                            models.CharField(
                                blank=True, default="", max_length=240, verbose_name="sebab"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        ("measured", models.JSONField(default=dict)),
                        ("proposed_at", models.DateTimeField(null=True)),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
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
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=240, verbose_name="alasan"
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gte", models.F("starts_at"))),
                                name="attendance_outage_forward",
                                violation_error_message="Gangguan berakhir sebelum mulai. Betulkan waktunya.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "declared"), _negated=True),
                                    models.Q(("cause", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_outage_cause_named",
                                violation_error_message="Sebab gangguan belum diisi. Tulis apa yang terjadi.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["dismissed", "withdrawn"]), _negated=True
                                    ),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_outage_reason_named",
                                violation_error_message="Alasan belum diisi. Tulis mengapa gangguan ini tidak ada.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
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
                        ],
                        "ordering": ["-starts_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Outbox",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("date", models.DateField()),
                        ("created_at", models.DateTimeField()),
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
                                related_name="+",
                                to="services.desk",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(fields=["agency", "id"], name="attendance_outbox_of")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Roster",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("first_day", models.DateField(verbose_name="hari pertama")),
                        ("last_day", models.DateField(verbose_name="hari terakhir")),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draf"),
                                    ("submitted", "Diajukan"),
                                    ("returned", "Dikembalikan"),
                                    ("approved", "Berlaku"),
                                    ("superseded", "Digantikan"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=240, verbose_name="alasan"
                            ),
                        ),
                        ("drafted_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
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
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="drafted_rosters",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settled_rosters",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submitted_rosters",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rosters",
                                to="accounts.unit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-first_day", "unit", "-version"],
                        "indexes": [
                            models.Index(
                                fields=["agency", "state", "unit", "first_day"],
                                name="attendance_roster_by_state",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_day__gte", models.F("first_day"))),
                                name="attendance_roster_period_forward",
                                violation_error_message="Jadwal berakhir sebelum hari pertamanya. Betulkan tanggalnya.",
                            ),
                            models.UniqueConstraint(
                                fields=("agency", "unit", "first_day", "version"),
                                name="attendance_roster_version_once",
                                violation_error_message="Jadwal unit ini untuk masa itu sudah ada. Buka jadwal yang ada.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("state", "approved")),
                                expressions=[
                                    ("agency", "="),
                                    ("unit", "="),
                                    (
                                        models.Func(
                                            models.F("first_day"),
                                            models.F("last_day"),
                                            models.Value("[]"),
                                            function="daterange",
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="attendance_roster_one_in_force",
                                violation_error_message="Unit ini sudah punya jadwal yang berlaku untuk masa itu. Buat versi baru dari jadwal yang berlaku.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "approved"), _negated=True),
                                    models.Q(
                                        ("settled_by", models.F("submitted_by")), _negated=True
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_roster_settled_by_another",
                                violation_error_message="Jadwal tidak boleh disetujui oleh orang yang mengajukannya. Minta pejabat lain menyetujuinya.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sanction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        (
                            "decree",
                            models.CharField(max_length=120, verbose_name="nomor keputusan"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sanctions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_day__gte", models.F("first_day"))),
                                name="attendance_sanction_period_forward",
                                violation_error_message="Hari terakhir mendahului hari pertama. Betulkan.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Schedule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("normal", "Biasa"),
                                    ("ramadan", "Ramadan"),
                                    ("shift", "Giliran"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("start", models.TimeField(verbose_name="masuk")),
                        ("end_mon_thu", models.TimeField(verbose_name="pulang Senin–Kamis")),
                        ("end_fri", models.TimeField(verbose_name="pulang Jumat")),
                        (
                            "rest_mon_thu_minutes",
                            models.PositiveSmallIntegerField(
                                verbose_name="istirahat Senin–Kamis (menit)"
                            ),
                        ),
                        (
                            "rest_fri_minutes",
                            models.PositiveSmallIntegerField(
                                verbose_name="istirahat Jumat (menit)"
                            ),
                        ),
                        (
                            "rest_start_mon_thu",
                            models.TimeField(
                                blank=True, null=True, verbose_name="istirahat mulai Senin–Kamis"
                            ),
                        ),
                        (
                            "rest_start_fri",
                            models.TimeField(
                                blank=True, null=True, verbose_name="istirahat mulai Jumat"
                            ),
                        ),
                        (
                            "grace_minutes",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="toleransi (menit)"
                            ),
                        ),
                        ("grace_counts_from_start", models.BooleanField(default=False)),
                        (
                            "flex_minutes",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="waktu fleksibel (menit)"
                            ),
                        ),
                        (
                            "missing_out_minutes",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="menit bila tanpa presensi pulang"
                            ),
                        ),
                        (
                            "workdays",
                            models.CharField(
                                default="12345", max_length=7, verbose_name="hari kerja"
                            ),
                        ),
                        ("legal_basis", models.CharField(max_length=300, verbose_name="dasar")),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schedules",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "shift_code",
                            models.CharField(
                                blank=True, default="", max_length=8, verbose_name="kode giliran"
                            ),
                        ),
                        (
                            "shift_name",
                            models.CharField(
                                blank=True, default="", max_length=60, verbose_name="nama giliran"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("workdays__regex", "^[1-7]{1,7}$")),
                                name="attendance_schedule_workdays_iso",
                                violation_error_message="Hari kerja ditulis dengan angka 1 (Senin) sampai 7 (Minggu), misalnya 12345.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agency__isnull", False),
                                    models.Q(("employee__isnull", True), ("unit__isnull", True)),
                                    _connector="OR",
                                ),
                                name="attendance_schedule_scope_has_agency",
                                violation_error_message="Jam kerja unit atau pegawai harus menyebut instansinya.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("shift_code", ""),
                                    models.Q(
                                        ("employee__isnull", True),
                                        ("kind", "shift"),
                                        models.Q(("shift_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_schedule_shift_named",
                                violation_error_message="Giliran yang punya kode harus punya nama dan berlaku untuk unit, bukan untuk satu pegawai.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("agency"), models.Value(0)
                                        ),
                                        "=",
                                    ),
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("unit"), models.Value(0)
                                        ),
                                        "=",
                                    ),
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("employee"), models.Value(0)
                                        ),
                                        "=",
                                    ),
                                    ("kind", "="),
                                    ("shift_code", "="),
                                    (
                                        models.Func(
                                            models.F("valid_from"),
                                            models.F("valid_until"),
                                            models.Value("[]"),
                                            function="daterange",
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="attendance_schedule_no_overlap",
                                violation_error_message="Sudah ada jam kerja sejenis untuk masa itu. Akhiri yang lama dulu, atau pilih tanggal lain.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Absence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("leave", "Cuti"),
                                    ("travel", "Dinas luar"),
                                    ("sick", "Sakit"),
                                    ("study", "Tugas belajar"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        (
                            "letter",
                            models.CharField(
                                blank=True, default="", max_length=120, verbose_name="nomor surat"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="absences",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "leave_type",
                            models.CharField(
                                blank=True, default="", max_length=16, verbose_name="jenis cuti"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_day__gte", models.F("first_day"))),
                                name="attendance_absence_period_forward",
                                violation_error_message="Hari terakhir mendahului hari pertama. Betulkan.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("agency", "="),
                                    ("employee", "="),
                                    (
                                        models.Func(
                                            models.F("first_day"),
                                            models.F("last_day"),
                                            models.Value("[]"),
                                            function="daterange",
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="attendance_absence_no_overlap",
                                violation_error_message="Pegawai ini sudah berhalangan pada tanggal itu. Ubah catatan yang ada.",
                            ),
                        ],
                    },
                ),
                PartitionedModel(
                    name="CheckIn",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "agency_id",
                                "local_date",
                                "id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "id",
                            models.UUIDField(
                                db_default=django.db.models.functions.uuid.UUID7(), editable=False
                            ),
                        ),
                        ("local_date", models.DateField()),
                        ("key", models.UUIDField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("in", "Presensi masuk"), ("out", "Presensi pulang")],
                                max_length=3,
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("WFO", "Kantor (WFO)"),
                                    ("WFH", "Rumah (WFH)"),
                                    ("WFA", "Tempat lain (WFA)"),
                                ],
                                max_length=3,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("tapped_at", models.DateTimeField()),
                        (
                            "zone",
                            models.CharField(
                                choices=[
                                    ("Asia/Jakarta", "WIB"),
                                    ("Asia/Pontianak", "WIB"),
                                    ("Asia/Makassar", "WITA"),
                                    ("Asia/Jayapura", "WIT"),
                                ],
                                max_length=32,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("browser", "Peramban"),
                                    ("machine", "Mesin"),
                                    ("import", "Impor"),
                                    ("correction", "Koreksi yang diterima"),
                                    ("demo", "Data contoh"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "place_class",
                            models.CharField(
                                choices=[
                                    ("inside", "Di dalam"),
                                    ("outside", "Di luar"),
                                    ("unsure", "Perlu verifikasi"),
                                    ("unmeasured", "Tidak terukur"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("distance_m", models.PositiveIntegerField(null=True)),
                        ("accuracy_m", models.PositiveIntegerField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
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
                                related_name="check_ins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "device_digest",
                            models.CharField(blank=True, db_default="", default="", max_length=32),
                        ),
                        (
                            "evidence",
                            models.CharField(
                                choices=[
                                    ("stated", "Pernyataan pegawai"),
                                    ("located", "Lokasi perangkat"),
                                    ("settled", "Keputusan atasan"),
                                    ("imported", "Berkas kepegawaian"),
                                    ("code", "Kode layar kantor"),
                                    ("machine", "Mesin di kantor"),
                                ],
                                db_default="stated",
                                default="stated",
                                max_length=8,
                            ),
                        ),
                        (
                            "position_digest",
                            models.CharField(blank=True, db_default="", default="", max_length=32),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "local_date", "employee", "key"),
                                name="attendance_checkin_key_once",
                                violation_error_message="Presensi ini sudah tercatat.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Anomaly",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
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
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "looked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-week", "kind", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "week", "kind", "fingerprint"),
                                name="attendance_anomaly_once",
                                violation_error_message="Pola ini sudah ada di daftar pekan itu.",
                            ),
                            models.CheckConstraint(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CodeScreen",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nama layar")),
                        ("secret", models.CharField(max_length=64)),
                        ("address_digest", models.CharField(max_length=64, unique=True)),
                        ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                        ("made_at", models.DateTimeField()),
                        ("last_shown_at", models.DateTimeField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("secret__regex", "^[A-Z2-7]{32,64}$")),
                                name="attendance_codescreen_secret_long",
                                violation_error_message="Rahasia layar terlalu pendek. Buat layar baru.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DayAmendment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("date", models.DateField()),
                        ("version", models.PositiveSmallIntegerField()),
                        ("before", models.JSONField()),
                        ("after", models.JSONField()),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("late_event", "Presensi masuk setelah hari ditutup"),
                                    ("correction", "Koreksi diputus"),
                                    ("absence", "Cuti atau halangan dicatat"),
                                    ("outage", "Gangguan sistem dicatat"),
                                    ("roster", "Jadwal diubah"),
                                    ("rebuild", "Dihitung ulang"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("amended_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["date", "employee", "version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "date", "employee", "version"),
                                name="attendance_dayamendment_version_once",
                                violation_error_message="Perubahan dengan nomor itu sudah ada.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nama berkas")),
                        (
                            "content_type",
                            models.CharField(
                                choices=[
                                    ("application/pdf", "PDF"),
                                    ("image/jpeg", "JPEG"),
                                    ("image/png", "PNG"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("size", models.PositiveIntegerField(verbose_name="ukuran (bita)")),
                        ("sha256", models.CharField(max_length=64)),
                        ("content", models.BinaryField()),
                        ("uploaded_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence_files",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gte", 1), ("size__lte", 2097152)),
                                name="attendance_evidencefile_size_bounded",
                                violation_error_message="Berkas bukti kosong atau lebih dari 2 MB. Kirim berkas yang lebih kecil.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeaveOpening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                        (
                            "taken_days",
                            models.PositiveSmallIntegerField(
                                verbose_name="cuti tahunan terpakai (hari kerja)"
                            ),
                        ),
                        ("source", models.CharField(max_length=160, verbose_name="sumber")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leave_openings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "employee", "year"),
                                name="attendance_leaveopening_once",
                                violation_error_message="Saldo cuti pegawai ini untuk tahun itu sudah dicatat.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeaveRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                        ),
                        ("yearly_days", models.PositiveSmallIntegerField()),
                        ("one_year_total", models.PositiveSmallIntegerField()),
                        ("two_year_total", models.PositiveSmallIntegerField()),
                        (
                            "service_months",
                            models.PositiveSmallIntegerField(
                                verbose_name="masa kerja paling sedikit (bulan)"
                            ),
                        ),
                        ("legal_basis", models.CharField(max_length=300, verbose_name="dasar")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("valid_from",),
                                name="attendance_leaverule_once",
                                violation_error_message="Aturan cuti sejak tanggal itu sudah ada.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Machine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, verbose_name="kode")),
                        (
                            "serial",
                            models.CharField(max_length=40, unique=True, verbose_name="nomor seri"),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nama")),
                        (
                            "zone",
                            models.CharField(
                                choices=[
                                    ("Asia/Jakarta", "WIB"),
                                    ("Asia/Pontianak", "WIB"),
                                    ("Asia/Makassar", "WITA"),
                                    ("Asia/Jayapura", "WIT"),
                                ],
                                max_length=32,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("approved", "Dipakai"),
                                    ("retired", "Tidak dipakai lagi"),
                                ],
                                default="approved",
                                max_length=8,
                            ),
                        ),
                        ("approved_at", models.DateTimeField()),
                        ("last_seen_at", models.DateTimeField(null=True)),
                        ("last_stamp", models.CharField(blank=True, default="", max_length=20)),
                        ("firmware", models.CharField(blank=True, default="", max_length=80)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="machines",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
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
                        ("last_address", models.GenericIPAddressField(null=True)),
                        (
                            "network",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=43,
                                verbose_name="jaringan kantor",
                            ),
                        ),
                        ("refused_address", models.GenericIPAddressField(null=True)),
                        ("refused_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "code"),
                                name="attendance_machine_code_once",
                                violation_error_message="Kode mesin ini sudah dipakai. Pakai kode lain.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("serial__regex", "^[A-Za-z0-9_-]{4,40}$")),
                                name="attendance_machine_serial_plain",
                                violation_error_message="Nomor seri mesin terdiri dari 4 sampai 40 huruf atau angka. Salin dari label mesin.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MachineNumber",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.CharField(max_length=24, verbose_name="nomor di mesin")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="machine_numbers",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "number"),
                                name="attendance_machinenumber_once",
                                violation_error_message="Nomor ini sudah milik pegawai lain. Lepaskan dulu, atau pakai nomor lain.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reopening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("date", models.DateField()),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("late_event", "Presensi masuk setelah hari ditutup"),
                                    ("correction", "Koreksi diputus"),
                                    ("absence", "Cuti atau halangan dicatat"),
                                    ("outage", "Gangguan sistem dicatat"),
                                    ("roster", "Jadwal diubah"),
                                    ("rebuild", "Dihitung ulang"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("done_at", models.DateTimeField(null=True)),
                        ("changed", models.BooleanField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_at__isnull", True)),
                                fields=["agency", "date"],
                                name="attendance_reopening_waiting",
                            ),
                            models.Index(
                                fields=["agency", "employee", "date"],
                                name="attendance_reopening_of",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[
                                    ("correction", "Koreksi presensi"),
                                    ("absence", "Cuti, dinas luar, sakit, tugas belajar"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "ask_within_days",
                            models.PositiveSmallIntegerField(
                                verbose_name="paling lambat diminta (hari kalender)"
                            ),
                        ),
                        (
                            "settle_within_days",
                            models.PositiveSmallIntegerField(
                                verbose_name="paling lambat diputus (hari kerja)"
                            ),
                        ),
                        ("legal_basis", models.CharField(max_length=300, verbose_name="dasar")),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "subject", "valid_from"),
                                name="attendance_requestterm_once",
                                nulls_distinct=False,
                                violation_error_message="Tenggat untuk hal ini sejak tanggal itu sudah ada.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SanctionTable",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                        ),
                        ("code", models.SlugField(max_length=60)),
                        (
                            "employment_types",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=4)
                            ),
                        ),
                        ("minutes_per_day", models.PositiveSmallIntegerField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "code", "valid_from"),
                                name="attendance_sanctiontable_once",
                                nulls_distinct=False,
                                violation_error_message="Tabel hukuman sejak tanggal itu sudah ada.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnknownMachine",
                    fields=[
                        (
                            "serial",
                            models.CharField(
                                max_length=40,
                                primary_key=True,
                                serialize=False,
                                verbose_name="nomor seri",
                            ),
                        ),
                        ("first_seen_at", models.DateTimeField()),
                        ("last_seen_at", models.DateTimeField()),
                        ("calls", models.PositiveIntegerField(default=1)),
                        ("address", models.GenericIPAddressField(null=True)),
                    ],
                    options={
                        "ordering": ["-last_seen_at"],
                    },
                ),
                migrations.CreateModel(
                    name="CaseTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                        ),
                        (
                            "examine_within_days",
                            models.PositiveSmallIntegerField(
                                verbose_name="pemeriksaan dimulai (hari kerja)"
                            ),
                        ),
                        (
                            "summons_within_days",
                            models.PositiveSmallIntegerField(
                                verbose_name="jarak panggilan (hari kerja)"
                            ),
                        ),
                        ("legal_basis", models.CharField(max_length=300, verbose_name="dasar")),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "valid_from"),
                                name="attendance_caseterm_once",
                                nulls_distinct=False,
                                violation_error_message="Tenggat pemeriksaan sejak tanggal itu sudah ada.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CodeGuess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                migrations.CreateModel(
                    name="AnomalySearch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("week", models.DateField(verbose_name="pekan (Senin)")),
                        ("searched_at", models.DateTimeField()),
                        ("found", models.PositiveIntegerField(default=0, verbose_name="pola")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-week"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "week"),
                                name="attendance_anomalysearch_once",
                                violation_error_message="Pekan itu sudah diperiksa.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PortalBeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("first_at", models.DateTimeField()),
                        ("last_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["last_at"],
                        "indexes": [
                            models.Index(fields=["last_at"], name="attendance_portalbeat_last")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_at__gte", models.F("first_at"))),
                                name="attendance_portalbeat_forward",
                                violation_error_message="Denyut terakhir mendahului denyut pertama.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Threshold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                                    (
                                        "second_days_month",
                                        "Hari dengan detik sama dalam empat pekan",
                                    ),
                                ],
                                max_length=24,
                                verbose_name="ukuran",
                            ),
                        ),
                        ("value", models.PositiveIntegerField(verbose_name="nilai")),
                        ("legal_basis", models.CharField(max_length=300, verbose_name="dasar")),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "code", "valid_from"),
                                name="attendance_threshold_once",
                                nulls_distinct=False,
                                violation_error_message="Ambang ini sejak tanggal itu sudah ada.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("text", models.TextField()),
                        ("legal_basis", models.CharField(max_length=200, verbose_name="dasar")),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("agency"), models.Value(0)
                                        ),
                                        "=",
                                    ),
                                    (
                                        models.Func(
                                            models.F("valid_from"),
                                            models.F("valid_until"),
                                            models.Value("[]"),
                                            function="daterange",
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="attendance_agreementtext_no_overlap",
                                violation_error_message="Sudah ada teks pernyataan untuk masa itu. Akhiri dulu yang lama.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("address_digest", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                        ("last_read_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at__isnull", True)),
                                fields=("agency", "employee", "unit"),
                                name="attendance_calendarfeed_one_each",
                                nulls_distinct=False,
                                violation_error_message="Alamat kalender untuk ini sudah ada. Cabut dulu yang lama.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecreeFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nama berkas")),
                        ("size", models.PositiveIntegerField(verbose_name="ukuran (bita)")),
                        ("sha256", models.CharField(max_length=64)),
                        ("content", models.BinaryField()),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gte", 1), ("size__lte", 5242880)),
                                name="attendance_decreefile_size_bounded",
                                violation_error_message="Berkas keputusan kosong atau lebih dari 5 MB. Unggah PDF yang lebih kecil.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeskOfficer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="desk_qualifications",
                                to=settings.AUTH_USER_MODEL,
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
                            "legal_basis",
                            models.CharField(
                                blank=True, default="", max_length=200, verbose_name="dasar"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("agency", "="),
                                    ("employee", "="),
                                    ("desk", "="),
                                    (
                                        models.Func(
                                            models.F("valid_from"),
                                            models.F("valid_until"),
                                            models.Value("[]"),
                                            function="daterange",
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="attendance_deskofficer_no_overlap",
                                violation_error_message="Pegawai ini sudah tercatat sebagai petugas loket itu pada masa yang sama.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EmergencyRelease",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="mulai")),
                        ("last_day", models.DateField(verbose_name="sampai dengan tanggal")),
                        (
                            "includes_direct_service",
                            models.BooleanField(
                                default=False, verbose_name="termasuk loket layanan"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="keadaan")),
                        ("legal_basis", models.CharField(max_length=200, verbose_name="dasar")),
                        (
                            "declared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "declared_under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        ("declared_at", models.DateTimeField()),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-starts_at"],
                        "indexes": [
                            models.Index(
                                fields=["agency", "last_day"], name="attendance_release_by_day"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at__isnull", True),
                                    ("withdrawn_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="attendance_emergencyrelease_withdrawn_by_someone",
                                violation_error_message="Pencabutan harus menyebut siapa yang mencabutnya.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterNumbering",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "agency_id",
                                "year",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        (
                            "pattern",
                            models.CharField(
                                default="800.1.11.1/{number}/{year}",
                                max_length=80,
                                verbose_name="pola nomor",
                            ),
                        ),
                        ("last_number", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pattern__contains", "{number}")),
                                name="attendance_letternumbering_pattern_counts",
                                violation_error_message="Pola nomor surat harus memuat {number}, tempat nomor urutnya.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inbox",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("emergency", "Keadaan darurat"),
                                    ("policy", "Kebijakan baru"),
                                    ("roster", "Jadwal berlaku atau berubah"),
                                    ("task", "Ada yang menunggu keputusan Anda"),
                                    ("swap", "Tukar jadwal"),
                                    ("request", "Keputusan atas permohonan Anda"),
                                    ("letter", "Surat tugas"),
                                    ("reminder", "Pengingat sebelum mulai kerja"),
                                ],
                                max_length=9,
                            ),
                        ),
                        ("key", models.CharField(max_length=80)),
                        ("title", models.CharField(max_length=120)),
                        ("body", models.CharField(max_length=500)),
                        ("url", models.CharField(blank=True, default="", max_length=200)),
                        ("created_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(
                                fields=["agency", "employee", "-created_at"],
                                name="attendance_message_inbox",
                            ),
                            models.Index(
                                condition=models.Q(("read_at__isnull", True)),
                                fields=["agency", "employee"],
                                name="attendance_message_unread",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "employee", "key"),
                                name="attendance_message_told_once",
                                violation_error_message="Pesan ini sudah disampaikan kepada pegawai itu.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MessagePreference",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "agency_id",
                                "employee_id",
                                "kind",
                                "channel",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("emergency", "Keadaan darurat"),
                                    ("policy", "Kebijakan baru"),
                                    ("roster", "Jadwal berlaku atau berubah"),
                                    ("task", "Ada yang menunggu keputusan Anda"),
                                    ("swap", "Tukar jadwal"),
                                    ("request", "Keputusan atas permohonan Anda"),
                                    ("letter", "Surat tugas"),
                                    ("reminder", "Pengingat sebelum mulai kerja"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("email", "Surel"), ("push", "Notifikasi peramban")],
                                max_length=5,
                            ),
                        ),
                        ("wanted", models.BooleanField()),
                    ],
                ),
                migrations.CreateModel(
                    name="PerformanceScore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="performance_scores",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                        (
                            "score",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="nilai (0–100)"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "year", "employee"),
                                name="attendance_performancescore_one_a_year",
                                violation_error_message="Pegawai ini sudah punya nilai untuk tahun itu.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__gte", 0), ("score__lte", 100)),
                                name="attendance_performancescore_in_range",
                                violation_error_message="Nilai kinerja ditulis dari 0 sampai 100.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PushSubscription",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("endpoint", models.CharField(max_length=500)),
                        ("p256dh", models.CharField(max_length=120)),
                        ("auth", models.CharField(max_length=40)),
                        (
                            "label",
                            models.CharField(
                                blank=True, default="", max_length=80, verbose_name="peramban"
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("last_sent_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "employee", "endpoint"),
                                name="attendance_pushsubscription_once",
                                violation_error_message="Peramban ini sudah berlangganan notifikasi.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("endpoint__startswith", "https://")),
                                name="attendance_pushsubscription_over_tls",
                                violation_error_message="Alamat notifikasi peramban harus memakai https.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegionLevel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.region",
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                        ("legal_basis", models.CharField(max_length=200, verbose_name="dasar")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("level__gte", 1), ("level__lte", 4)),
                                name="attendance_regionlevel_one_to_four",
                                violation_error_message="Level wilayah ditulis dengan angka 1 sampai 4.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("region", "="),
                                    (
                                        models.Func(
                                            models.F("valid_from"),
                                            models.F("valid_until"),
                                            models.Value("[]"),
                                            function="daterange",
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="attendance_regionlevel_no_overlap",
                                violation_error_message="Wilayah ini sudah punya level untuk masa itu. Akhiri dulu level yang lama.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignedDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("assignment_letter", "Surat tugas")], max_length=20
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=24, unique=True, verbose_name="kode verifikasi"
                            ),
                        ),
                        ("number", models.CharField(max_length=120, verbose_name="nomor")),
                        ("title", models.CharField(max_length=200, verbose_name="perihal")),
                        ("issued_on", models.DateField(verbose_name="tanggal surat")),
                        (
                            "signer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "signed_under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        (
                            "signer_name",
                            models.CharField(max_length=160, verbose_name="penanda tangan"),
                        ),
                        (
                            "signer_title",
                            models.CharField(max_length=200, verbose_name="jabatan penanda tangan"),
                        ),
                        (
                            "signature_kind",
                            models.CharField(
                                choices=[
                                    ("test", "Sertifikat uji"),
                                    ("pkcs12", "Sertifikat PKCS#12"),
                                    ("pkcs11", "Sertifikat PKCS#11"),
                                    ("bsre", "BSrE"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("certificate_subject", models.CharField(max_length=300)),
                        ("signed_at", models.DateTimeField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("content", models.BinaryField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "revoked_reason",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=240,
                                verbose_name="alasan pencabutan",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "number"),
                                name="attendance_signeddocument_number_once",
                                violation_error_message="Nomor surat ini sudah dipakai. Muat ulang halaman, lalu coba lagi.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_at__isnull", True),
                                    models.Q(
                                        ("revoked_by__isnull", False),
                                        models.Q(("revoked_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_signeddocument_revoked_for_reason",
                                violation_error_message="Pencabutan surat harus menyebut siapa yang mencabut dan apa alasannya.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpecialCircumstance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="special_circumstances",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Menunggu atasan"),
                                    ("accepted", "Diterima"),
                                    ("refused", "Ditolak"),
                                    ("withdrawn", "Ditarik kembali"),
                                ],
                                default="asked",
                                max_length=9,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until__isnull", False),
                                    ("valid_until__gte", models.F("valid_from")),
                                ),
                                name="attendance_specialcircumstance_has_end",
                                violation_error_message="Keadaan khusus harus punya tanggal akhir yang tidak mendahului mulainya.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settled_by__isnull", True),
                                    models.Q(("settled_by", models.F("employee")), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_specialcircumstance_settled_by_another",
                                violation_error_message="Keadaan khusus diputus oleh atasan, bukan oleh pegawai itu sendiri.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("state__in", ["asked", "accepted"])),
                                expressions=[
                                    ("agency", "="),
                                    ("employee", "="),
                                    (
                                        models.Func(
                                            models.F("valid_from"),
                                            models.F("valid_until"),
                                            models.Value("[]"),
                                            function="daterange",
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="attendance_specialcircumstance_no_overlap",
                                violation_error_message="Sudah ada keadaan khusus untuk masa itu. Tarik dulu yang lama.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Swap",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="swaps_asked",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "colleague",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="swaps_offered",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asker_date", models.DateField(verbose_name="tanggal saya")),
                        ("colleague_date", models.DateField(verbose_name="tanggal rekan")),
                        ("reason", models.CharField(max_length=240, verbose_name="alasan")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Menunggu rekan"),
                                    ("accepted", "Menunggu atasan"),
                                    ("approved", "Disetujui"),
                                    ("declined", "Ditolak rekan"),
                                    ("refused", "Ditolak atasan"),
                                    ("withdrawn", "Ditarik kembali"),
                                ],
                                default="asked",
                                max_length=9,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "settlement",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=240,
                                verbose_name="alasan keputusan",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["agency", "state", "unit"], name="attendance_swap_by_state"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("employee", models.F("colleague")), _negated=True
                                ),
                                name="attendance_swap_with_another",
                                violation_error_message="Jadwal tidak dapat ditukar dengan diri sendiri. Pilih seorang rekan.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settled_by__isnull", True),
                                    models.Q(
                                        models.Q(
                                            ("settled_by", models.F("employee")), _negated=True
                                        ),
                                        models.Q(
                                            ("settled_by", models.F("colleague")), _negated=True
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_swap_settled_by_third",
                                violation_error_message="Pertukaran diputus oleh pejabat yang tidak ikut bertukar.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wish",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="roster_wishes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("date", models.DateField(verbose_name="tanggal")),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("WFO", "Kantor (WFO)"),
                                    ("WFH", "Rumah (WFH)"),
                                    ("WFA", "Tempat lain (WFA)"),
                                ],
                                max_length=3,
                                verbose_name="tempat kerja",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, default="", max_length=160, verbose_name="catatan"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "date", "employee"),
                                name="attendance_wish_one_a_day",
                                violation_error_message="Sudah ada keinginan untuk tanggal itu. Ubah yang ada, atau hapus dulu.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComplianceFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("code", models.CharField(max_length=32)),
                        ("value", models.BigIntegerField()),
                        ("base", models.BigIntegerField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="attendance.compliancereport",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "report", "code", "unit"),
                                name="attendance_figure_once",
                                nulls_distinct=False,
                                violation_error_message="Angka ini sudah ada di laporan.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PolicyPreset",
                    fields=[
                        (
                            "wfh_weekdays",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=7,
                                verbose_name="hari WFH (angka ISO)",
                            ),
                        ),
                        (
                            "wfh_cap_percent",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="WFH paling banyak (%)"
                            ),
                        ),
                        (
                            "wfo_cap_percent",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="WFO paling banyak (%)"
                            ),
                        ),
                        (
                            "weekly_max_days",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="hari fleksibel paling banyak seminggu"
                            ),
                        ),
                        (
                            "excluded_posts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80),
                                blank=True,
                                default=list,
                                verbose_name="jabatan yang tetap WFO (eselon atau nama jabatan)",
                            ),
                        ),
                        ("exclude_direct_service", models.BooleanField(default=True)),
                        ("exclude_cpns", models.BooleanField(default=True)),
                        ("exclude_pppk_first_year", models.BooleanField(default=True)),
                        (
                            "code",
                            models.SlugField(max_length=60, primary_key=True, serialize=False),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_until", models.DateField(null=True)),
                        (
                            "applies_to",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16), default=list
                            ),
                        ),
                        ("region_level", models.CharField(blank=True, default="", max_length=24)),
                        ("pandemic_level", models.PositiveSmallIntegerField(null=True)),
                        ("sector", models.CharField(blank=True, default="", max_length=24)),
                        ("notes", models.TextField(blank=True, default="")),
                        (
                            "regulation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="attendance.regulation",
                            ),
                        ),
                        (
                            "check_in_windows",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=11),
                                blank=True,
                                default=list,
                                verbose_name="jendela presensi (06:30-07:30)",
                            ),
                        ),
                        ("exclude_disciplined", models.BooleanField(default=True)),
                        (
                            "office_weekdays",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=7,
                                verbose_name="hari wajib di kantor (angka ISO)",
                            ),
                        ),
                        (
                            "presence_answer_minutes",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="dijawab dalam (menit)"
                            ),
                        ),
                        (
                            "presence_checks_per_day",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="panggilan kehadiran sehari"
                            ),
                        ),
                        (
                            "report_due_at",
                            models.TimeField(
                                blank=True,
                                null=True,
                                verbose_name="laporan kerja paling lambat pukul",
                            ),
                        ),
                        ("requires_readiness", models.BooleanField(default=False)),
                        (
                            "top_performers_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="hanya untuk kinerja terbaik (%)",
                            ),
                        ),
                        (
                            "wfa_weekdays",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=7,
                                verbose_name="hari WFA (angka ISO)",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RosterEntry",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "agency_id",
                                "roster_id",
                                "date",
                                "employee_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("date", models.DateField(verbose_name="tanggal")),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("WFO", "Kantor (WFO)"),
                                    ("WFH", "Rumah (WFH)"),
                                    ("WFA", "Tempat lain (WFA)"),
                                ],
                                max_length=3,
                                verbose_name="tempat kerja",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, default="", max_length=160, verbose_name="catatan"
                            ),
                        ),
                        ("in_force", models.BooleanField(default=False)),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="services.desk",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="roster_entries",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "roster",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="attendance.roster",
                            ),
                        ),
                        (
                            "shift",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.schedule",
                                verbose_name="giliran",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("in_force", True)),
                                fields=("agency", "date", "employee"),
                                name="attendance_rosterentry_one_plan",
                                violation_error_message="Pegawai ini sudah punya jadwal yang berlaku pada tanggal itu.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("desk__isnull", True), ("mode", "WFO"), _connector="OR"
                                ),
                                name="attendance_rosterentry_desk_in_office",
                                violation_error_message="Petugas loket harus bekerja di kantor. Pilih WFO, atau lepaskan loketnya.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RosterEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("first_day", models.DateField(verbose_name="hari pertama")),
                        ("last_day", models.DateField(verbose_name="hari terakhir")),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draf"),
                                    ("submitted", "Diajukan"),
                                    ("returned", "Dikembalikan"),
                                    ("approved", "Berlaku"),
                                    ("superseded", "Digantikan"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=240, verbose_name="alasan"
                            ),
                        ),
                        ("drafted_at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("settled_at", models.DateTimeField(null=True)),
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
                            "drafted_by",
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
                                to="attendance.roster",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                PartitionedModel(
                    name="WorkDay",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "agency_id",
                                "date",
                                "employee_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("date", models.DateField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("present", "Hadir"),
                                    ("absent", "Tanpa keterangan"),
                                    ("excused", "Berhalangan sah"),
                                    ("off", "Libur"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "plan",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("WFO", "Kantor (WFO)"),
                                    ("WFH", "Rumah (WFH)"),
                                    ("WFA", "Tempat lain (WFA)"),
                                ],
                                default="",
                                max_length=3,
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("WFO", "Kantor (WFO)"),
                                    ("WFH", "Rumah (WFH)"),
                                    ("WFA", "Tempat lain (WFA)"),
                                ],
                                default="",
                                max_length=3,
                            ),
                        ),
                        ("first_in", models.DateTimeField(null=True)),
                        ("last_out", models.DateTimeField(null=True)),
                        ("first_in_minute", models.SmallIntegerField(null=True)),
                        ("late_minutes", models.PositiveSmallIntegerField(default=0)),
                        ("early_minutes", models.PositiveSmallIntegerField(default=0)),
                        (
                            "flags",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=10), default=list
                            ),
                        ),
                        ("rule_version", models.CharField(max_length=16)),
                        ("judged_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
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
                                related_name="work_days",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "schedule",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.schedule",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.unit",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["agency", "employee", "date"], name="attendance_workday_of"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AbsenceRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="alasan")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Menunggu atasan"),
                                    ("accepted", "Diterima"),
                                    ("refused", "Ditolak"),
                                    ("withdrawn", "Ditarik kembali"),
                                ],
                                default="asked",
                                max_length=9,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("due_on", models.DateField(verbose_name="paling lambat diputus")),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "settlement",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=500,
                                verbose_name="alasan keputusan",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("leave", "Cuti"),
                                    ("travel", "Dinas luar"),
                                    ("sick", "Sakit"),
                                    ("study", "Tugas belajar"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "leave_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("tahunan", "Cuti tahunan"),
                                    ("besar", "Cuti besar"),
                                    ("sakit", "Cuti sakit"),
                                    ("melahirkan", "Cuti melahirkan"),
                                    ("alasan_penting", "Cuti karena alasan penting"),
                                    ("luar_tanggungan", "Cuti di luar tanggungan negara"),
                                ],
                                default="",
                                max_length=16,
                            ),
                        ),
                        ("first_day", models.DateField(verbose_name="hari pertama")),
                        ("last_day", models.DateField(verbose_name="hari terakhir")),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=240,
                                verbose_name="alamat atau tujuan",
                            ),
                        ),
                        (
                            "letter",
                            models.CharField(
                                blank=True, default="", max_length=120, verbose_name="nomor surat"
                            ),
                        ),
                        (
                            "absence",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asked",
                                to="attendance.absence",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.evidencefile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "asked")),
                                fields=["agency", "due_on"],
                                name="attendance_absencerequest_open",
                            ),
                            models.Index(
                                fields=["agency", "employee", "first_day"],
                                name="attendance_absencerequest_of",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_day__gte", models.F("first_day"))),
                                name="attendance_absencerequest_period_forward",
                                violation_error_message="Hari terakhir mendahului hari pertama. Betulkan.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["accepted", "refused"]), _negated=True),
                                    models.Q(("settled_by", models.F("employee")), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_absencerequest_settled_by_another",
                                violation_error_message="Permohonan tidak boleh diputus oleh pegawai yang memintanya. Serahkan kepada atasan.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["asked", "withdrawn"]),
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", False),
                                        models.Q(("settlement", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_absencerequest_settled_whole",
                                violation_error_message="Keputusan atas permohonan harus menyebut alasannya.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "leave"), _negated=True),
                                    models.Q(("leave_type", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_absencerequest_leave_named",
                                violation_error_message="Jenis cuti belum dipilih. Pilih jenis cutinya.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnomalyPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "anomaly",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="attendance.anomaly",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "anomaly", "employee"),
                                name="attendance_anomalyperson_once",
                                violation_error_message="Pegawai ini sudah tercantum di pola itu.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CodeUse",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "agency_id",
                                "screen_id",
                                "step",
                                "employee_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "screen",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uses",
                                to="attendance.codescreen",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("step", models.BigIntegerField()),
                        ("key", models.UUIDField()),
                        ("used_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500, verbose_name="alasan")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Menunggu atasan"),
                                    ("accepted", "Diterima"),
                                    ("refused", "Ditolak"),
                                    ("withdrawn", "Ditarik kembali"),
                                ],
                                default="asked",
                                max_length=9,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("due_on", models.DateField(verbose_name="paling lambat diputus")),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "settlement",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=500,
                                verbose_name="alasan keputusan",
                            ),
                        ),
                        ("date", models.DateField(verbose_name="tanggal")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("in", "Presensi masuk tidak tercatat"),
                                    ("out", "Presensi pulang tidak tercatat"),
                                    ("tap", "Ketukan terlambat terkirim"),
                                    ("mode", "Salah memilih tempat kerja"),
                                    ("place", "Bekerja di tempat lain dari jadwal"),
                                ],
                                max_length=5,
                            ),
                        ),
                        (
                            "claimed_at",
                            models.DateTimeField(null=True, verbose_name="waktu sebenarnya"),
                        ),
                        (
                            "event_kind",
                            models.CharField(
                                blank=True,
                                choices=[("in", "Presensi masuk"), ("out", "Presensi pulang")],
                                default="",
                                max_length=3,
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("WFO", "Kantor (WFO)"),
                                    ("WFH", "Rumah (WFH)"),
                                    ("WFA", "Tempat lain (WFA)"),
                                ],
                                default="",
                                max_length=3,
                            ),
                        ),
                        ("check_in_date", models.DateField(null=True)),
                        ("check_in_id", models.UUIDField(null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.evidencefile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                        "indexes": [
                            models.Index(
                                fields=["agency", "date", "employee", "state"],
                                name="attendance_correction_of",
                            ),
                            models.Index(
                                condition=models.Q(("state", "asked")),
                                fields=["agency", "due_on"],
                                name="attendance_correction_open",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("agency", "employee", "date", "kind", "event_kind"),
                                name="attendance_correction_one_open",
                                violation_error_message="Koreksi yang sama untuk tanggal itu masih menunggu keputusan atasan. Tunggu keputusannya, atau tarik kembali dulu.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["accepted", "refused"]), _negated=True),
                                    models.Q(("settled_by", models.F("employee")), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_correction_settled_by_another",
                                violation_error_message="Koreksi tidak boleh diputus oleh pegawai yang memintanya. Serahkan kepada atasan.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["asked", "withdrawn"]),
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", False),
                                        models.Q(("settlement", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_correction_settled_whole",
                                violation_error_message="Keputusan atas koreksi harus menyebut alasannya.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisciplineCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("none", "Tidak ada"),
                                    ("ringan", "Ringan"),
                                    ("sedang", "Sedang"),
                                    ("berat", "Berat"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("sanction", models.CharField(max_length=16)),
                        (
                            "absent_days",
                            models.PositiveSmallIntegerField(verbose_name="hari tanpa keterangan"),
                        ),
                        (
                            "minutes",
                            models.PositiveIntegerField(
                                verbose_name="menit terlambat dan pulang awal"
                            ),
                        ),
                        (
                            "converted_days",
                            models.PositiveSmallIntegerField(verbose_name="hari dari menit"),
                        ),
                        (
                            "total_days",
                            models.PositiveSmallIntegerField(verbose_name="jumlah hari"),
                        ),
                        (
                            "longest_streak",
                            models.PositiveSmallIntegerField(verbose_name="hari berturut-turut"),
                        ),
                        ("crossed_on", models.DateField(verbose_name="ambang tercapai")),
                        (
                            "pay_stops_from",
                            models.DateField(null=True, verbose_name="gaji dihentikan sejak"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Menunggu pemeriksaan"),
                                    ("summoned", "Dipanggil"),
                                    ("examined", "Sudah diperiksa"),
                                    ("dismissed", "Tidak terbukti"),
                                    ("sanctioned", "Dijatuhi hukuman"),
                                    ("lapsed", "Gugur karena harinya berubah"),
                                    ("merged", "Digabung ke kasus yang lebih berat"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        (
                            "due_on",
                            models.DateField(verbose_name="pemeriksaan dimulai paling lambat"),
                        ),
                        (
                            "summons_on",
                            models.DateField(null=True, verbose_name="tanggal pemeriksaan"),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "finding",
                            models.TextField(
                                blank=True, default="", verbose_name="hasil pemeriksaan"
                            ),
                        ),
                        (
                            "decree",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=120,
                                verbose_name="nomor keputusan",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="discipline_cases",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "examiner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        (
                            "table",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.sanctiontable",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-crossed_on", "-pk"],
                        "indexes": [
                            models.Index(
                                fields=["agency", "state", "due_on"],
                                name="attendance_disciplinecase_open",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "lapsed"), _negated=True),
                                fields=("agency", "employee", "year", "sanction"),
                                name="attendance_disciplinecase_once",
                                violation_error_message="Kasus untuk ambang ini sudah dibuka tahun ini. Buka kasus yang ada.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settled_by__isnull", True),
                                    models.Q(("settled_by", models.F("employee")), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_disciplinecase_settled_by_another",
                                violation_error_message="Kasus tidak boleh diputus oleh pegawai yang bersangkutan. Serahkan kepada atasannya.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["dismissed", "sanctioned"]), _negated=True
                                    ),
                                    models.Q(
                                        ("settled_at__isnull", False),
                                        ("settled_by__isnull", False),
                                        models.Q(("finding", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_disciplinecase_decided_whole",
                                violation_error_message="Tulis hasil pemeriksaan sebelum memutus kasus.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sanctioned"), _negated=True),
                                    models.Q(("decree", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_disciplinecase_decree_named",
                                violation_error_message="Isi nomor keputusan hukuman disiplin.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MachineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "code",
                            models.SlugField(db_index=False, max_length=40, verbose_name="kode"),
                        ),
                        ("serial", models.CharField(max_length=40, verbose_name="nomor seri")),
                        ("name", models.CharField(max_length=120, verbose_name="nama")),
                        (
                            "zone",
                            models.CharField(
                                choices=[
                                    ("Asia/Jakarta", "WIB"),
                                    ("Asia/Pontianak", "WIB"),
                                    ("Asia/Makassar", "WITA"),
                                    ("Asia/Jayapura", "WIT"),
                                ],
                                max_length=32,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("approved", "Dipakai"),
                                    ("retired", "Tidak dipakai lagi"),
                                ],
                                default="approved",
                                max_length=8,
                            ),
                        ),
                        ("approved_at", models.DateTimeField()),
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
                            "approved_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
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
                                to="attendance.machine",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
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
                        (
                            "network",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=43,
                                verbose_name="jaringan kantor",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MachineLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.CharField(max_length=24)),
                        ("punched_at", models.DateTimeField()),
                        ("status", models.CharField(max_length=4, verbose_name="kode keadaan")),
                        (
                            "verify",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=4,
                                verbose_name="kode cara verifikasi",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[("in", "Presensi masuk"), ("out", "Presensi pulang")],
                                default="",
                                max_length=3,
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "machine",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="attendance.machine",
                            ),
                        ),
                        (
                            "aside",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("clock", "Jam mesin tidak wajar"),
                                    ("status", "Bukan masuk atau pulang"),
                                ],
                                db_default="",
                                default="",
                                max_length=6,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["punched_at"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("employee__isnull", True)),
                                fields=["agency", "number"],
                                name="attendance_machineline_unknown",
                            ),
                            models.Index(
                                fields=["agency", "employee", "punched_at"],
                                name="attendance_machineline_of",
                            ),
                            models.Index(
                                condition=models.Q(("aside", ""), _negated=True),
                                fields=["agency", "machine", "aside"],
                                name="attendance_machineline_aside",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "machine", "number", "punched_at", "status"),
                                name="attendance_machineline_once",
                                violation_error_message="Baris ini sudah pernah diterima dari mesin.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MachineNumberEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=24, verbose_name="nomor di mesin")),
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
                                to="attendance.machinenumber",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MonthFreeze",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="bulan (tanggal 1)")),
                        ("content_hash", models.CharField(max_length=64)),
                        ("days", models.PositiveIntegerField(verbose_name="hari pegawai")),
                        ("frozen_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "frozen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "frozen_under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.compliancereport",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "month"),
                                name="attendance_monthfreeze_once",
                                violation_error_message="Bulan ini sudah disahkan.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="attendance_monthfreeze_month_starts",
                                violation_error_message="Bulan yang disahkan ditulis dengan tanggal 1.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutageEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        (
                            "cause",
                            models.CharField(
                                blank=True, default="", max_length=240, verbose_name="sebab"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
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
                        ("measured", models.JSONField(default=dict)),
                        ("proposed_at", models.DateTimeField(null=True)),
                        ("settled_at", models.DateTimeField(null=True)),
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
                                to="attendance.outage",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, default="", max_length=240, verbose_name="alasan"
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SanctionStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    ("total", "Jumlah dalam setahun"),
                                    ("streak", "Berturut-turut"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("days", models.PositiveSmallIntegerField()),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("none", "Tidak ada"),
                                    ("ringan", "Ringan"),
                                    ("sedang", "Sedang"),
                                    ("berat", "Berat"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("sanction", models.CharField(max_length=16)),
                        ("stops_pay", models.BooleanField(default=False)),
                        ("legal_basis", models.CharField(max_length=300, verbose_name="dasar")),
                        (
                            "table",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="attendance.sanctiontable",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["table", "measure", "days"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("table", "measure", "days"),
                                name="attendance_sanctionstep_once",
                                violation_error_message="Ambang hari itu sudah ada di tabel.",
                            )
                        ],
                    },
                ),
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
                            "looked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
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
                                to="attendance.anomaly",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="UnreadableLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("text", models.CharField(max_length=200)),
                        ("received_at", models.DateTimeField()),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "machine",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="unreadable",
                                to="attendance.machine",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-received_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "machine", "text"),
                                name="attendance_unreadableline_once",
                                violation_error_message="Baris ini sudah pernah diterima dari mesin.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RosterGeneration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "roster",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="generations",
                                to="attendance.roster",
                            ),
                        ),
                        ("batch", models.UUIDField(null=True)),
                        ("seed", models.PositiveIntegerField(default=1)),
                        ("time_limit_seconds", models.PositiveSmallIntegerField(default=10)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Menunggu giliran"),
                                    ("running", "Dikerjakan"),
                                    ("done", "Selesai"),
                                    ("failed", "Gagal"),
                                    ("cancelled", "Dibatalkan"),
                                ],
                                default="queued",
                                max_length=9,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("optimal", "Terbaik yang mungkin"),
                                    ("feasible", "Memenuhi semua aturan"),
                                    ("infeasible", "Aturan saling bertabrakan"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("step", models.CharField(blank=True, default="", max_length=120)),
                        ("gap", models.FloatField(null=True)),
                        ("explanation", models.JSONField(blank=True, default=dict)),
                        ("message", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("started_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["agency", "batch"], name="attendance_generation_by_batch"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["queued", "running"])),
                                fields=("agency", "roster"),
                                name="attendance_rostergeneration_one_at_a_time",
                                violation_error_message="Jadwal ini sedang disusun. Tunggu sampai selesai, atau batalkan dulu.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finished_at__isnull", True),
                                    ("started_at__isnull", True),
                                    ("finished_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="attendance_rostergeneration_ends_after_start",
                                violation_error_message="Penyusunan jadwal berakhir sebelum dimulai.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssignmentLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "roster",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="attendance.roster",
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignment_letter",
                                to="attendance.signeddocument",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="attendance.assignmentletter",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("replaces__isnull", True),
                                    models.Q(("replaces", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_assignmentletter_replaces_another",
                                violation_error_message="Surat tugas tidak dapat menggantikan dirinya sendiri.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="attendance.message",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("email", "Surel"), ("push", "Notifikasi peramban")],
                                max_length=5,
                            ),
                        ),
                        (
                            "subscription",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="attendance.pushsubscription",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Menunggu"),
                                    ("sent", "Terkirim"),
                                    ("failed", "Gagal"),
                                ],
                                default="waiting",
                                max_length=7,
                            ),
                        ),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("next_try_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("error", models.CharField(blank=True, default="", max_length=120)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "waiting")),
                                fields=["agency", "next_try_at"],
                                name="attendance_delivery_due",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel", "push"), _negated=True),
                                    ("subscription__isnull", False),
                                    _connector="OR",
                                ),
                                name="attendance_delivery_push_has_browser",
                                violation_error_message="Notifikasi peramban harus menyebut perambannya.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Readiness",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readiness",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "device",
                            models.CharField(
                                choices=[
                                    ("office", "Laptop atau komputer kantor"),
                                    ("own", "Laptop atau komputer sendiri"),
                                    ("phone", "Hanya telepon"),
                                    ("none", "Tidak ada"),
                                ],
                                max_length=6,
                                verbose_name="perangkat",
                            ),
                        ),
                        (
                            "line",
                            models.CharField(
                                choices=[
                                    ("fibre", "Internet rumah"),
                                    ("mobile", "Paket data telepon"),
                                    ("none", "Tidak ada"),
                                ],
                                max_length=6,
                                verbose_name="jaringan",
                            ),
                        ),
                        (
                            "workplace",
                            models.BooleanField(
                                default=False, verbose_name="tempat kerja yang layak"
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.agreementtext",
                            ),
                        ),
                        ("agreed_at", models.DateTimeField()),
                        ("current", models.BooleanField(default=True)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("current", True)),
                                fields=("agency", "employee"),
                                name="attendance_readiness_one_current",
                                violation_error_message="Pegawai ini sudah punya pernyataan yang berlaku.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpecialCircumstanceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="attendance.specialcircumstance",
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
                        ("id", models.BigIntegerField()),
                        ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                        ),
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Menunggu atasan"),
                                    ("accepted", "Diterima"),
                                    ("refused", "Ditolak"),
                                    ("withdrawn", "Ditarik kembali"),
                                ],
                                default="asked",
                                max_length=9,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "settled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SwapEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="attendance.swap",
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
                        ("id", models.BigIntegerField()),
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
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
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
                            "colleague",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asker_date", models.DateField(verbose_name="tanggal saya")),
                        ("colleague_date", models.DateField(verbose_name="tanggal rekan")),
                        ("reason", models.CharField(max_length=240, verbose_name="alasan")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Menunggu rekan"),
                                    ("accepted", "Menunggu atasan"),
                                    ("approved", "Disetujui"),
                                    ("declined", "Ditolak rekan"),
                                    ("refused", "Ditolak atasan"),
                                    ("withdrawn", "Ditarik kembali"),
                                ],
                                default="asked",
                                max_length=9,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "settlement",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=240,
                                verbose_name="alasan keputusan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Policy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                        ),
                        (
                            "wfh_weekdays",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=7,
                                verbose_name="hari WFH (angka ISO)",
                            ),
                        ),
                        (
                            "wfh_cap_percent",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="WFH paling banyak (%)"
                            ),
                        ),
                        (
                            "wfo_cap_percent",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="WFO paling banyak (%)"
                            ),
                        ),
                        (
                            "weekly_max_days",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="hari fleksibel paling banyak seminggu"
                            ),
                        ),
                        (
                            "excluded_posts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80),
                                blank=True,
                                default=list,
                                verbose_name="jabatan yang tetap WFO (eselon atau nama jabatan)",
                            ),
                        ),
                        ("exclude_direct_service", models.BooleanField(default=True)),
                        ("exclude_cpns", models.BooleanField(default=True)),
                        ("exclude_pppk_first_year", models.BooleanField(default=True)),
                        ("name", models.CharField(max_length=160, verbose_name="nama")),
                        (
                            "modes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("WFO", "Kantor (WFO)"),
                                        ("WFH", "Rumah (WFH)"),
                                        ("WFA", "Tempat lain (WFA)"),
                                    ],
                                    max_length=3,
                                )
                            ),
                        ),
                        (
                            "decree_number",
                            models.CharField(max_length=120, verbose_name="nomor keputusan PPK"),
                        ),
                        ("decree_date", models.DateField(verbose_name="tanggal keputusan")),
                        ("count_absent_in_base", models.BooleanField(default=False)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="policies",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "regulation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="attendance.regulation",
                            ),
                        ),
                        (
                            "check_in_windows",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=11),
                                blank=True,
                                default=list,
                                verbose_name="jendela presensi (06:30-07:30)",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("exclude_disciplined", models.BooleanField(default=True)),
                        (
                            "excluded_unit_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                verbose_name="unit yang tetap WFO (beserta unit di bawahnya)",
                            ),
                        ),
                        (
                            "office_weekdays",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=7,
                                verbose_name="hari wajib di kantor (angka ISO)",
                            ),
                        ),
                        (
                            "post",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=80,
                                verbose_name="jabatan yang diatur",
                            ),
                        ),
                        (
                            "presence_answer_minutes",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="dijawab dalam (menit)"
                            ),
                        ),
                        (
                            "presence_checks_per_day",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="panggilan kehadiran sehari"
                            ),
                        ),
                        (
                            "preset",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="attendance.policypreset",
                            ),
                        ),
                        ("published_at", models.DateTimeField(null=True)),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "published_under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        (
                            "region_level",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="hanya pada level wilayah"
                            ),
                        ),
                        (
                            "report_due_at",
                            models.TimeField(
                                blank=True,
                                null=True,
                                verbose_name="laporan kerja paling lambat pukul",
                            ),
                        ),
                        ("requires_readiness", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draf"), ("published", "Terbit")],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        (
                            "top_performers_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="hanya untuk kinerja terbaik (%)",
                            ),
                        ),
                        (
                            "wfa_weekdays",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=7,
                                verbose_name="hari WFA (angka ISO)",
                            ),
                        ),
                        (
                            "decree_file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="attendance.decreefile",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("wfh_cap_percent__isnull", True),
                                        ("wfh_cap_percent__lte", 100),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("wfo_cap_percent__isnull", True),
                                        ("wfo_cap_percent__lte", 100),
                                        _connector="OR",
                                    ),
                                ),
                                name="attendance_policy_caps_are_percent",
                                violation_error_message="Batas ditulis dalam persen, 0 sampai 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("office_weekdays__regex", "^[1-7]{0,7}$"),
                                    ("wfa_weekdays__regex", "^[1-7]{0,7}$"),
                                    ("wfh_weekdays__regex", "^[1-7]{0,7}$"),
                                ),
                                name="attendance_policy_weekdays_iso",
                                violation_error_message="Hari ditulis dengan angka 1 (Senin) sampai 7 (Minggu), misalnya 5.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until__isnull", True),
                                    ("valid_until__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="attendance_policy_period_forward",
                                violation_error_message="Kebijakan berakhir sebelum mulai berlaku. Betulkan salah satu tanggalnya.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("post", ""),
                                    models.Q(
                                        ("wfh_cap_percent__isnull", True),
                                        ("wfo_cap_percent__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_policy_post_has_no_caps",
                                violation_error_message="Batas persen dihitung per unit, jadi kebijakan untuk jabatan tertentu tidak memakainya. Kosongkan kedua batas itu.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("top_performers_percent__isnull", True),
                                    models.Q(
                                        ("top_performers_percent__gte", 1),
                                        ("top_performers_percent__lte", 100),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_policy_performers_percent",
                                violation_error_message="Bagian kinerja terbaik ditulis dalam persen, 1 sampai 100.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("state", "published")),
                                expressions=[
                                    ("agency", "="),
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("unit"), models.Value(0)
                                        ),
                                        "=",
                                    ),
                                    (django.db.models.functions.text.Lower("post"), "="),
                                    (
                                        django.db.models.functions.comparison.Coalesce(
                                            models.F("region_level"), models.Value(0)
                                        ),
                                        "=",
                                    ),
                                    (
                                        models.Func(
                                            models.F("valid_from"),
                                            models.F("valid_until"),
                                            models.Value("[]"),
                                            function="daterange",
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="attendance_policy_no_overlap",
                                violation_error_message="Sudah ada kebijakan untuk lingkup dan masa itu. Akhiri kebijakan lama dulu, atau pilih masa lain.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"),
                                    ("published_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="attendance_policy_published_by_someone",
                                violation_error_message="Kebijakan yang terbit harus menyebut waktu terbitnya.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AbsenceRequestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=500, verbose_name="alasan")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Menunggu atasan"),
                                    ("accepted", "Diterima"),
                                    ("refused", "Ditolak"),
                                    ("withdrawn", "Ditarik kembali"),
                                ],
                                default="asked",
                                max_length=9,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("due_on", models.DateField(verbose_name="paling lambat diputus")),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "settlement",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=500,
                                verbose_name="alasan keputusan",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("leave", "Cuti"),
                                    ("travel", "Dinas luar"),
                                    ("sick", "Sakit"),
                                    ("study", "Tugas belajar"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "leave_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("tahunan", "Cuti tahunan"),
                                    ("besar", "Cuti besar"),
                                    ("sakit", "Cuti sakit"),
                                    ("melahirkan", "Cuti melahirkan"),
                                    ("alasan_penting", "Cuti karena alasan penting"),
                                    ("luar_tanggungan", "Cuti di luar tanggungan negara"),
                                ],
                                default="",
                                max_length=16,
                            ),
                        ),
                        ("first_day", models.DateField(verbose_name="hari pertama")),
                        ("last_day", models.DateField(verbose_name="hari terakhir")),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=240,
                                verbose_name="alamat atau tujuan",
                            ),
                        ),
                        (
                            "letter",
                            models.CharField(
                                blank=True, default="", max_length=120, verbose_name="nomor surat"
                            ),
                        ),
                        (
                            "absence",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="attendance.absence",
                            ),
                        ),
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
                                to="attendance.absencerequest",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="attendance.evidencefile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CorrectionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=500, verbose_name="alasan")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Menunggu atasan"),
                                    ("accepted", "Diterima"),
                                    ("refused", "Ditolak"),
                                    ("withdrawn", "Ditarik kembali"),
                                ],
                                default="asked",
                                max_length=9,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("due_on", models.DateField(verbose_name="paling lambat diputus")),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "settlement",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=500,
                                verbose_name="alasan keputusan",
                            ),
                        ),
                        ("date", models.DateField(verbose_name="tanggal")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("in", "Presensi masuk tidak tercatat"),
                                    ("out", "Presensi pulang tidak tercatat"),
                                    ("tap", "Ketukan terlambat terkirim"),
                                    ("mode", "Salah memilih tempat kerja"),
                                    ("place", "Bekerja di tempat lain dari jadwal"),
                                ],
                                max_length=5,
                            ),
                        ),
                        (
                            "claimed_at",
                            models.DateTimeField(null=True, verbose_name="waktu sebenarnya"),
                        ),
                        (
                            "event_kind",
                            models.CharField(
                                blank=True,
                                choices=[("in", "Presensi masuk"), ("out", "Presensi pulang")],
                                default="",
                                max_length=3,
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("WFO", "Kantor (WFO)"),
                                    ("WFH", "Rumah (WFH)"),
                                    ("WFA", "Tempat lain (WFA)"),
                                ],
                                default="",
                                max_length=3,
                            ),
                        ),
                        ("check_in_date", models.DateField(null=True)),
                        ("check_in_id", models.UUIDField(null=True)),
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
                                to="attendance.correction",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="attendance.evidencefile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DisciplineCaseDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("date", models.DateField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("present", "Hadir"),
                                    ("absent", "Tanpa keterangan"),
                                    ("excused", "Berhalangan sah"),
                                    ("off", "Libur"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("late_minutes", models.PositiveSmallIntegerField(default=0)),
                        ("early_minutes", models.PositiveSmallIntegerField(default=0)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="days",
                                to="attendance.disciplinecase",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["date"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "case", "date"),
                                name="attendance_disciplinecaseday_once",
                                violation_error_message="Tanggal ini sudah tercantum di kasus.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisciplineCaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("none", "Tidak ada"),
                                    ("ringan", "Ringan"),
                                    ("sedang", "Sedang"),
                                    ("berat", "Berat"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("sanction", models.CharField(max_length=16)),
                        (
                            "absent_days",
                            models.PositiveSmallIntegerField(verbose_name="hari tanpa keterangan"),
                        ),
                        (
                            "minutes",
                            models.PositiveIntegerField(
                                verbose_name="menit terlambat dan pulang awal"
                            ),
                        ),
                        (
                            "converted_days",
                            models.PositiveSmallIntegerField(verbose_name="hari dari menit"),
                        ),
                        (
                            "total_days",
                            models.PositiveSmallIntegerField(verbose_name="jumlah hari"),
                        ),
                        (
                            "longest_streak",
                            models.PositiveSmallIntegerField(verbose_name="hari berturut-turut"),
                        ),
                        ("crossed_on", models.DateField(verbose_name="ambang tercapai")),
                        (
                            "pay_stops_from",
                            models.DateField(null=True, verbose_name="gaji dihentikan sejak"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Menunggu pemeriksaan"),
                                    ("summoned", "Dipanggil"),
                                    ("examined", "Sudah diperiksa"),
                                    ("dismissed", "Tidak terbukti"),
                                    ("sanctioned", "Dijatuhi hukuman"),
                                    ("lapsed", "Gugur karena harinya berubah"),
                                    ("merged", "Digabung ke kasus yang lebih berat"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        (
                            "due_on",
                            models.DateField(verbose_name="pemeriksaan dimulai paling lambat"),
                        ),
                        (
                            "summons_on",
                            models.DateField(null=True, verbose_name="tanggal pemeriksaan"),
                        ),
                        ("settled_at", models.DateTimeField(null=True)),
                        (
                            "finding",
                            models.TextField(
                                blank=True, default="", verbose_name="hasil pemeriksaan"
                            ),
                        ),
                        (
                            "decree",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=120,
                                verbose_name="nomor keputusan",
                            ),
                        ),
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
                            "examiner",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
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
                                to="attendance.disciplinecase",
                            ),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "settled_under",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        (
                            "table",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="attendance.sanctiontable",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DisciplineCaseStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("opened", "Kasus terbuka"),
                                    ("summoned", "Dipanggil"),
                                    ("answered", "Tanggapan pegawai"),
                                    ("examined", "Diperiksa"),
                                    ("dismissed", "Tidak terbukti"),
                                    ("sanctioned", "Dijatuhi hukuman"),
                                    ("lapsed", "Gugur"),
                                    ("merged", "Digabung"),
                                    ("reopened", "Dibuka lagi"),
                                    ("changed", "Hari berubah"),
                                    ("pay_stop", "Tanda gaji"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "meet_at",
                            models.DateTimeField(null=True, verbose_name="waktu pemeriksaan"),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=200,
                                verbose_name="tempat pemeriksaan",
                            ),
                        ),
                        ("note", models.TextField(blank=True, default="", verbose_name="catatan")),
                        (
                            "imposed",
                            models.CharField(
                                blank=True, default="", max_length=16, verbose_name="hukuman"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="attendance.disciplinecase",
                            ),
                        ),
                        (
                            "under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "summoned"), _negated=True),
                                    models.Q(
                                        ("meet_at__isnull", False),
                                        models.Q(("place", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_disciplinecasestep_summons_whole",
                                violation_error_message="Panggilan harus menyebut waktu dan tempat pemeriksaan.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["lapsed", "changed"]), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="attendance_disciplinecasestep_changed_says_why",
                                violation_error_message="Perubahan kasus harus menyebut alasannya.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReadinessEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="attendance.readiness",
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
                        ("id", models.BigIntegerField()),
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
                            "device",
                            models.CharField(
                                choices=[
                                    ("office", "Laptop atau komputer kantor"),
                                    ("own", "Laptop atau komputer sendiri"),
                                    ("phone", "Hanya telepon"),
                                    ("none", "Tidak ada"),
                                ],
                                max_length=6,
                                verbose_name="perangkat",
                            ),
                        ),
                        (
                            "line",
                            models.CharField(
                                choices=[
                                    ("fibre", "Internet rumah"),
                                    ("mobile", "Paket data telepon"),
                                    ("none", "Tidak ada"),
                                ],
                                max_length=6,
                                verbose_name="jaringan",
                            ),
                        ),
                        (
                            "workplace",
                            models.BooleanField(
                                default=False, verbose_name="tempat kerja yang layak"
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="attendance.agreementtext",
                            ),
                        ),
                        ("agreed_at", models.DateTimeField()),
                        ("current", models.BooleanField(default=True)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PolicyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("valid_from", models.DateField(verbose_name="berlaku sejak")),
                        (
                            "valid_until",
                            models.DateField(blank=True, null=True, verbose_name="berlaku sampai"),
                        ),
                        (
                            "wfh_weekdays",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=7,
                                verbose_name="hari WFH (angka ISO)",
                            ),
                        ),
                        (
                            "wfh_cap_percent",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="WFH paling banyak (%)"
                            ),
                        ),
                        (
                            "wfo_cap_percent",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="WFO paling banyak (%)"
                            ),
                        ),
                        (
                            "weekly_max_days",
                            models.PositiveSmallIntegerField(
                                null=True, verbose_name="hari fleksibel paling banyak seminggu"
                            ),
                        ),
                        (
                            "excluded_posts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80),
                                blank=True,
                                default=list,
                                verbose_name="jabatan yang tetap WFO (eselon atau nama jabatan)",
                            ),
                        ),
                        ("exclude_direct_service", models.BooleanField(default=True)),
                        ("exclude_cpns", models.BooleanField(default=True)),
                        ("exclude_pppk_first_year", models.BooleanField(default=True)),
                        ("name", models.CharField(max_length=160, verbose_name="nama")),
                        (
                            "modes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("WFO", "Kantor (WFO)"),
                                        ("WFH", "Rumah (WFH)"),
                                        ("WFA", "Tempat lain (WFA)"),
                                    ],
                                    max_length=3,
                                )
                            ),
                        ),
                        (
                            "decree_number",
                            models.CharField(max_length=120, verbose_name="nomor keputusan PPK"),
                        ),
                        ("decree_date", models.DateField(verbose_name="tanggal keputusan")),
                        ("count_absent_in_base", models.BooleanField(default=False)),
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
                                to="attendance.policy",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.unit",
                            ),
                        ),
                        (
                            "regulation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="attendance.regulation",
                            ),
                        ),
                        (
                            "check_in_windows",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=11),
                                blank=True,
                                default=list,
                                verbose_name="jendela presensi (06:30-07:30)",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("exclude_disciplined", models.BooleanField(default=True)),
                        (
                            "excluded_unit_codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                verbose_name="unit yang tetap WFO (beserta unit di bawahnya)",
                            ),
                        ),
                        (
                            "office_weekdays",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=7,
                                verbose_name="hari wajib di kantor (angka ISO)",
                            ),
                        ),
                        (
                            "post",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=80,
                                verbose_name="jabatan yang diatur",
                            ),
                        ),
                        (
                            "presence_answer_minutes",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="dijawab dalam (menit)"
                            ),
                        ),
                        (
                            "presence_checks_per_day",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="panggilan kehadiran sehari"
                            ),
                        ),
                        (
                            "preset",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="attendance.policypreset",
                            ),
                        ),
                        ("published_at", models.DateTimeField(null=True)),
                        (
                            "published_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "published_under",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.delegation",
                            ),
                        ),
                        (
                            "region_level",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="hanya pada level wilayah"
                            ),
                        ),
                        (
                            "report_due_at",
                            models.TimeField(
                                blank=True,
                                null=True,
                                verbose_name="laporan kerja paling lambat pukul",
                            ),
                        ),
                        ("requires_readiness", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draf"), ("published", "Terbit")],
                                default="draft",
                                max_length=9,
                            ),
                        ),
                        (
                            "top_performers_percent",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="hanya untuk kinerja terbaik (%)",
                            ),
                        ),
                        (
                            "wfa_weekdays",
                            models.CharField(
                                blank=True,
                                default="",
                                max_length=7,
                                verbose_name="hari WFA (angka ISO)",
                            ),
                        ),
                        (
                            "decree_file",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="attendance.decreefile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PolicyTrial",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.agency",
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="trials",
                                to="attendance.policy",
                            ),
                        ),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Menunggu giliran"),
                                    ("running", "Dikerjakan"),
                                    ("done", "Selesai"),
                                    ("failed", "Gagal"),
                                    ("cancelled", "Dibatalkan"),
                                ],
                                default="queued",
                                max_length=9,
                            ),
                        ),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("message", models.CharField(blank=True, default="", max_length=300)),
                        ("result", models.JSONField(blank=True, default=dict)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("started_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["queued", "running"])),
                                fields=("agency", "policy"),
                                name="attendance_policytrial_one_at_a_time",
                                violation_error_message="Uji coba kebijakan ini sedang berjalan. Tunggu sampai selesai.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("last_day__gte", models.F("first_day"))),
                                name="attendance_policytrial_period_forward",
                                violation_error_message="Masa uji coba berakhir sebelum mulai. Betulkan tanggalnya.",
                            ),
                        ],
                    },
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
                pgtrigger.migrations.AddTrigger(
                    model_name="roster",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_rosterevent" ("agency_id", "drafted_at", "drafted_by_id", "first_day", "id", "last_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled_at", "settled_by_id", "settled_under_id", "state", "submitted_at", "submitted_by_id", "unit_id", "version") VALUES (NEW."agency_id", NEW."drafted_at", NEW."drafted_by_id", NEW."first_day", NEW."id", NEW."last_day", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."unit_id", NEW."version"); RETURN NULL;',
                            hash="8a31ae80ebcef2a4374215bc7587815eea9a8a59",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_34800",
                            table="attendance_roster",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roster",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "attendance_rosterevent" ("agency_id", "drafted_at", "drafted_by_id", "first_day", "id", "last_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled_at", "settled_by_id", "settled_under_id", "state", "submitted_at", "submitted_by_id", "unit_id", "version") VALUES (NEW."agency_id", NEW."drafted_at", NEW."drafted_by_id", NEW."first_day", NEW."id", NEW."last_day", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."unit_id", NEW."version"); RETURN NULL;',
                            hash="b939a71d4a55f5c2476ee98ad26e79a56a36a13c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5cc13",
                            table="attendance_roster",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roster",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_rosterevent" ("agency_id", "drafted_at", "drafted_by_id", "first_day", "id", "last_day", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled_at", "settled_by_id", "settled_under_id", "state", "submitted_at", "submitted_by_id", "unit_id", "version") VALUES (OLD."agency_id", OLD."drafted_at", OLD."drafted_by_id", OLD."first_day", OLD."id", OLD."last_day", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."settled_at", OLD."settled_by_id", OLD."settled_under_id", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."unit_id", OLD."version"); RETURN NULL;',
                            hash="87ac51c709b57b9c03355bdadb41e116dc8b2aac",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1654a",
                            table="attendance_roster",
                            when="AFTER",
                        ),
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
                pgtrigger.migrations.AddTrigger(
                    model_name="machinenumber",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_machinenumberevent" ("agency_id", "employee_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agency_id", NEW."employee_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="1ac91c224d6b887fdc6095d32b4d34936ffc7b21",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e5fb4",
                            table="attendance_machinenumber",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="machinenumber",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "attendance_machinenumberevent" ("agency_id", "employee_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agency_id", NEW."employee_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="3af52fd0e95ae7cd0cc014810497fa08881d39bf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b0f27",
                            table="attendance_machinenumber",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="machinenumber",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_machinenumberevent" ("agency_id", "employee_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."agency_id", OLD."employee_id", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="9a1e96e490e6241196f570882912a2910f5ed1e7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0fd6f",
                            table="attendance_machinenumber",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialcircumstance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_specialcircumstanceevent" ("agency_id", "asked_at", "employee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_at", "settled_by_id", "settled_under_id", "state", "valid_from", "valid_until") VALUES (NEW."agency_id", NEW."asked_at", NEW."employee_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."state", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="e08c67ee363f962b3b104c62e310183364be5b36",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bdc51",
                            table="attendance_specialcircumstance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialcircumstance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "attendance_specialcircumstanceevent" ("agency_id", "asked_at", "employee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_at", "settled_by_id", "settled_under_id", "state", "valid_from", "valid_until") VALUES (NEW."agency_id", NEW."asked_at", NEW."employee_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."state", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                            hash="eda0e6c41e6f28095f269cef8004e929f6ab7173",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1d90e",
                            table="attendance_specialcircumstance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialcircumstance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_specialcircumstanceevent" ("agency_id", "asked_at", "employee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "settled_at", "settled_by_id", "settled_under_id", "state", "valid_from", "valid_until") VALUES (OLD."agency_id", OLD."asked_at", OLD."employee_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."settled_at", OLD."settled_by_id", OLD."settled_under_id", OLD."state", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                            hash="3b781ad30c3f10555e1883302c967bb54aa1b225",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_56e6a",
                            table="attendance_specialcircumstance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="swap",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_swapevent" ("agency_id", "answered_at", "asked_at", "asker_date", "colleague_date", "colleague_id", "employee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled_at", "settled_by_id", "settled_under_id", "settlement", "state", "unit_id") VALUES (NEW."agency_id", NEW."answered_at", NEW."asked_at", NEW."asker_date", NEW."colleague_date", NEW."colleague_id", NEW."employee_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."settlement", NEW."state", NEW."unit_id"); RETURN NULL;',
                            hash="f885ebc7a123805be06cc729e832a28035c3d896",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a66b3",
                            table="attendance_swap",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="swap",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "attendance_swapevent" ("agency_id", "answered_at", "asked_at", "asker_date", "colleague_date", "colleague_id", "employee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled_at", "settled_by_id", "settled_under_id", "settlement", "state", "unit_id") VALUES (NEW."agency_id", NEW."answered_at", NEW."asked_at", NEW."asker_date", NEW."colleague_date", NEW."colleague_id", NEW."employee_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."settlement", NEW."state", NEW."unit_id"); RETURN NULL;',
                            hash="5d1074c173e74705ebe3520d1b6e696a63d7a294",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_63a0c",
                            table="attendance_swap",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="swap",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_swapevent" ("agency_id", "answered_at", "asked_at", "asker_date", "colleague_date", "colleague_id", "employee_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled_at", "settled_by_id", "settled_under_id", "settlement", "state", "unit_id") VALUES (OLD."agency_id", OLD."answered_at", OLD."asked_at", OLD."asker_date", OLD."colleague_date", OLD."colleague_id", OLD."employee_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."settled_at", OLD."settled_by_id", OLD."settled_under_id", OLD."settlement", OLD."state", OLD."unit_id"); RETURN NULL;',
                            hash="9e17e79a38c2a627b80c58c5dcd9153c1a3e3aa6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4d327",
                            table="attendance_swap",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rosterevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b13253fed019e05934ebd4eb2d282e9bddb43751",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_744e0",
                            table="attendance_rosterevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencerequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_absencerequestevent" ("absence_id", "agency_id", "asked_at", "due_on", "employee_id", "evidence_id", "first_day", "id", "kind", "last_day", "leave_type", "letter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "settled_at", "settled_by_id", "settled_under_id", "settlement", "state") VALUES (NEW."absence_id", NEW."agency_id", NEW."asked_at", NEW."due_on", NEW."employee_id", NEW."evidence_id", NEW."first_day", NEW."id", NEW."kind", NEW."last_day", NEW."leave_type", NEW."letter", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."reason", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."settlement", NEW."state"); RETURN NULL;',
                            hash="6f72aea44acbffc814c674d472e3bebd2a4e209c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c3726",
                            table="attendance_absencerequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencerequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "attendance_absencerequestevent" ("absence_id", "agency_id", "asked_at", "due_on", "employee_id", "evidence_id", "first_day", "id", "kind", "last_day", "leave_type", "letter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "settled_at", "settled_by_id", "settled_under_id", "settlement", "state") VALUES (NEW."absence_id", NEW."agency_id", NEW."asked_at", NEW."due_on", NEW."employee_id", NEW."evidence_id", NEW."first_day", NEW."id", NEW."kind", NEW."last_day", NEW."leave_type", NEW."letter", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."reason", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."settlement", NEW."state"); RETURN NULL;',
                            hash="f62ce0c9d301aacf0999494f047446239fc12b1e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_40c4c",
                            table="attendance_absencerequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencerequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_absencerequestevent" ("absence_id", "agency_id", "asked_at", "due_on", "employee_id", "evidence_id", "first_day", "id", "kind", "last_day", "leave_type", "letter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "settled_at", "settled_by_id", "settled_under_id", "settlement", "state") VALUES (OLD."absence_id", OLD."agency_id", OLD."asked_at", OLD."due_on", OLD."employee_id", OLD."evidence_id", OLD."first_day", OLD."id", OLD."kind", OLD."last_day", OLD."leave_type", OLD."letter", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."reason", OLD."settled_at", OLD."settled_by_id", OLD."settled_under_id", OLD."settlement", OLD."state"); RETURN NULL;',
                            hash="04d0bfd947c3c476f8df604cc3b286e9c7f073a9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c4b72",
                            table="attendance_absencerequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_correctionevent" ("agency_id", "asked_at", "check_in_date", "check_in_id", "claimed_at", "date", "due_on", "employee_id", "event_kind", "evidence_id", "id", "kind", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled_at", "settled_by_id", "settled_under_id", "settlement", "state") VALUES (NEW."agency_id", NEW."asked_at", NEW."check_in_date", NEW."check_in_id", NEW."claimed_at", NEW."date", NEW."due_on", NEW."employee_id", NEW."event_kind", NEW."evidence_id", NEW."id", NEW."kind", NEW."mode", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."settlement", NEW."state"); RETURN NULL;',
                            hash="cbbea3d34f96467cd46ce4849b50bd47910c69fb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_65b6e",
                            table="attendance_correction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "attendance_correctionevent" ("agency_id", "asked_at", "check_in_date", "check_in_id", "claimed_at", "date", "due_on", "employee_id", "event_kind", "evidence_id", "id", "kind", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled_at", "settled_by_id", "settled_under_id", "settlement", "state") VALUES (NEW."agency_id", NEW."asked_at", NEW."check_in_date", NEW."check_in_id", NEW."claimed_at", NEW."date", NEW."due_on", NEW."employee_id", NEW."event_kind", NEW."evidence_id", NEW."id", NEW."kind", NEW."mode", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."settlement", NEW."state"); RETURN NULL;',
                            hash="6c6e8765b5a5817b60b5dbb95749cf9c8464a463",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_43e74",
                            table="attendance_correction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_correctionevent" ("agency_id", "asked_at", "check_in_date", "check_in_id", "claimed_at", "date", "due_on", "employee_id", "event_kind", "evidence_id", "id", "kind", "mode", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled_at", "settled_by_id", "settled_under_id", "settlement", "state") VALUES (OLD."agency_id", OLD."asked_at", OLD."check_in_date", OLD."check_in_id", OLD."claimed_at", OLD."date", OLD."due_on", OLD."employee_id", OLD."event_kind", OLD."evidence_id", OLD."id", OLD."kind", OLD."mode", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."settled_at", OLD."settled_by_id", OLD."settled_under_id", OLD."settlement", OLD."state"); RETURN NULL;',
                            hash="23e4d5e2cb0eb04f74d26f66a1cd8cb283cc70f4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d2a6c",
                            table="attendance_correction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="disciplinecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_disciplinecaseevent" ("absent_days", "agency_id", "converted_days", "crossed_on", "decree", "due_on", "employee_id", "examiner_id", "finding", "id", "level", "longest_streak", "minutes", "opened_at", "pay_stops_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sanction", "settled_at", "settled_by_id", "settled_under_id", "state", "summons_on", "table_id", "total_days", "year") VALUES (NEW."absent_days", NEW."agency_id", NEW."converted_days", NEW."crossed_on", NEW."decree", NEW."due_on", NEW."employee_id", NEW."examiner_id", NEW."finding", NEW."id", NEW."level", NEW."longest_streak", NEW."minutes", NEW."opened_at", NEW."pay_stops_from", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sanction", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."state", NEW."summons_on", NEW."table_id", NEW."total_days", NEW."year"); RETURN NULL;',
                            hash="9abcaf67ab81ddd0bc7098d18dd54fe6743010c3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_66c60",
                            table="attendance_disciplinecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="disciplinecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "attendance_disciplinecaseevent" ("absent_days", "agency_id", "converted_days", "crossed_on", "decree", "due_on", "employee_id", "examiner_id", "finding", "id", "level", "longest_streak", "minutes", "opened_at", "pay_stops_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sanction", "settled_at", "settled_by_id", "settled_under_id", "state", "summons_on", "table_id", "total_days", "year") VALUES (NEW."absent_days", NEW."agency_id", NEW."converted_days", NEW."crossed_on", NEW."decree", NEW."due_on", NEW."employee_id", NEW."examiner_id", NEW."finding", NEW."id", NEW."level", NEW."longest_streak", NEW."minutes", NEW."opened_at", NEW."pay_stops_from", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sanction", NEW."settled_at", NEW."settled_by_id", NEW."settled_under_id", NEW."state", NEW."summons_on", NEW."table_id", NEW."total_days", NEW."year"); RETURN NULL;',
                            hash="9e12accfe257969fe5c43b9e84b78adb86276f9b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4e6b8",
                            table="attendance_disciplinecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="disciplinecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_disciplinecaseevent" ("absent_days", "agency_id", "converted_days", "crossed_on", "decree", "due_on", "employee_id", "examiner_id", "finding", "id", "level", "longest_streak", "minutes", "opened_at", "pay_stops_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sanction", "settled_at", "settled_by_id", "settled_under_id", "state", "summons_on", "table_id", "total_days", "year") VALUES (OLD."absent_days", OLD."agency_id", OLD."converted_days", OLD."crossed_on", OLD."decree", OLD."due_on", OLD."employee_id", OLD."examiner_id", OLD."finding", OLD."id", OLD."level", OLD."longest_streak", OLD."minutes", OLD."opened_at", OLD."pay_stops_from", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sanction", OLD."settled_at", OLD."settled_by_id", OLD."settled_under_id", OLD."state", OLD."summons_on", OLD."table_id", OLD."total_days", OLD."year"); RETURN NULL;',
                            hash="52224b0879222803c878480920526d866ace045e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_65523",
                            table="attendance_disciplinecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="machineevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="67553af82222f7b3182d117518686adf8fe33ce7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a45ea",
                            table="attendance_machineevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="machinenumberevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="788d24142d0e2f680cebc975c28445b64fb7c264",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_83aad",
                            table="attendance_machinenumberevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outageevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1e3b593a1a9a050033764c4273b8b1ffc7a43dce",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fb97a",
                            table="attendance_outageevent",
                            when="BEFORE",
                        ),
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
                pgtrigger.migrations.AddTrigger(
                    model_name="readiness",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_readinessevent" ("agency_id", "agreed_at", "agreement_id", "current", "device", "employee_id", "id", "line", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "workplace") VALUES (NEW."agency_id", NEW."agreed_at", NEW."agreement_id", NEW."current", NEW."device", NEW."employee_id", NEW."id", NEW."line", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."withdrawn_at", NEW."workplace"); RETURN NULL;',
                            hash="b794bd117bd1dcece73d89f7a3ff61c9749e40d2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_51986",
                            table="attendance_readiness",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="readiness",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "attendance_readinessevent" ("agency_id", "agreed_at", "agreement_id", "current", "device", "employee_id", "id", "line", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "workplace") VALUES (NEW."agency_id", NEW."agreed_at", NEW."agreement_id", NEW."current", NEW."device", NEW."employee_id", NEW."id", NEW."line", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."withdrawn_at", NEW."workplace"); RETURN NULL;',
                            hash="1fe5e84825714dbfbf16edd3d892e287692d4248",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c4464",
                            table="attendance_readiness",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="readiness",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_readinessevent" ("agency_id", "agreed_at", "agreement_id", "current", "device", "employee_id", "id", "line", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "withdrawn_at", "workplace") VALUES (OLD."agency_id", OLD."agreed_at", OLD."agreement_id", OLD."current", OLD."device", OLD."employee_id", OLD."id", OLD."line", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."withdrawn_at", OLD."workplace"); RETURN NULL;',
                            hash="f3a769f0a84141c922adb1ff1d8260fabb2d5304",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_25b6e",
                            table="attendance_readiness",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="specialcircumstanceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e8def4d3aa11087711a073ff64bd1667415372c9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8e6b5",
                            table="attendance_specialcircumstanceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="swapevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bb1f542df8b537f55d6dfafbd72f947f9174300c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0a5e1",
                            table="attendance_swapevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="policy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_policyevent" ("agency_id", "check_in_windows", "count_absent_in_base", "decree_date", "decree_file_id", "decree_number", "drafted_by_id", "exclude_cpns", "exclude_direct_service", "exclude_disciplined", "exclude_pppk_first_year", "excluded_posts", "excluded_unit_codes", "id", "modes", "name", "office_weekdays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "presence_answer_minutes", "presence_checks_per_day", "preset_id", "published_at", "published_by_id", "published_under_id", "region_level", "regulation_id", "report_due_at", "requires_readiness", "state", "top_performers_percent", "unit_id", "valid_from", "valid_until", "weekly_max_days", "wfa_weekdays", "wfh_cap_percent", "wfh_weekdays", "wfo_cap_percent") VALUES (NEW."agency_id", NEW."check_in_windows", NEW."count_absent_in_base", NEW."decree_date", NEW."decree_file_id", NEW."decree_number", NEW."drafted_by_id", NEW."exclude_cpns", NEW."exclude_direct_service", NEW."exclude_disciplined", NEW."exclude_pppk_first_year", NEW."excluded_posts", NEW."excluded_unit_codes", NEW."id", NEW."modes", NEW."name", NEW."office_weekdays", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post", NEW."presence_answer_minutes", NEW."presence_checks_per_day", NEW."preset_id", NEW."published_at", NEW."published_by_id", NEW."published_under_id", NEW."region_level", NEW."regulation_id", NEW."report_due_at", NEW."requires_readiness", NEW."state", NEW."top_performers_percent", NEW."unit_id", NEW."valid_from", NEW."valid_until", NEW."weekly_max_days", NEW."wfa_weekdays", NEW."wfh_cap_percent", NEW."wfh_weekdays", NEW."wfo_cap_percent"); RETURN NULL;',
                            hash="fb3bdfe0aa57fca97ef2655a70327106270560dd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b25cd",
                            table="attendance_policy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="policy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "attendance_policyevent" ("agency_id", "check_in_windows", "count_absent_in_base", "decree_date", "decree_file_id", "decree_number", "drafted_by_id", "exclude_cpns", "exclude_direct_service", "exclude_disciplined", "exclude_pppk_first_year", "excluded_posts", "excluded_unit_codes", "id", "modes", "name", "office_weekdays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "presence_answer_minutes", "presence_checks_per_day", "preset_id", "published_at", "published_by_id", "published_under_id", "region_level", "regulation_id", "report_due_at", "requires_readiness", "state", "top_performers_percent", "unit_id", "valid_from", "valid_until", "weekly_max_days", "wfa_weekdays", "wfh_cap_percent", "wfh_weekdays", "wfo_cap_percent") VALUES (NEW."agency_id", NEW."check_in_windows", NEW."count_absent_in_base", NEW."decree_date", NEW."decree_file_id", NEW."decree_number", NEW."drafted_by_id", NEW."exclude_cpns", NEW."exclude_direct_service", NEW."exclude_disciplined", NEW."exclude_pppk_first_year", NEW."excluded_posts", NEW."excluded_unit_codes", NEW."id", NEW."modes", NEW."name", NEW."office_weekdays", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post", NEW."presence_answer_minutes", NEW."presence_checks_per_day", NEW."preset_id", NEW."published_at", NEW."published_by_id", NEW."published_under_id", NEW."region_level", NEW."regulation_id", NEW."report_due_at", NEW."requires_readiness", NEW."state", NEW."top_performers_percent", NEW."unit_id", NEW."valid_from", NEW."valid_until", NEW."weekly_max_days", NEW."wfa_weekdays", NEW."wfh_cap_percent", NEW."wfh_weekdays", NEW."wfo_cap_percent"); RETURN NULL;',
                            hash="c643c742568a103251cbc44d030f10d938103c67",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_03163",
                            table="attendance_policy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="policy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "attendance_policyevent" ("agency_id", "check_in_windows", "count_absent_in_base", "decree_date", "decree_file_id", "decree_number", "drafted_by_id", "exclude_cpns", "exclude_direct_service", "exclude_disciplined", "exclude_pppk_first_year", "excluded_posts", "excluded_unit_codes", "id", "modes", "name", "office_weekdays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "presence_answer_minutes", "presence_checks_per_day", "preset_id", "published_at", "published_by_id", "published_under_id", "region_level", "regulation_id", "report_due_at", "requires_readiness", "state", "top_performers_percent", "unit_id", "valid_from", "valid_until", "weekly_max_days", "wfa_weekdays", "wfh_cap_percent", "wfh_weekdays", "wfo_cap_percent") VALUES (OLD."agency_id", OLD."check_in_windows", OLD."count_absent_in_base", OLD."decree_date", OLD."decree_file_id", OLD."decree_number", OLD."drafted_by_id", OLD."exclude_cpns", OLD."exclude_direct_service", OLD."exclude_disciplined", OLD."exclude_pppk_first_year", OLD."excluded_posts", OLD."excluded_unit_codes", OLD."id", OLD."modes", OLD."name", OLD."office_weekdays", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post", OLD."presence_answer_minutes", OLD."presence_checks_per_day", OLD."preset_id", OLD."published_at", OLD."published_by_id", OLD."published_under_id", OLD."region_level", OLD."regulation_id", OLD."report_due_at", OLD."requires_readiness", OLD."state", OLD."top_performers_percent", OLD."unit_id", OLD."valid_from", OLD."valid_until", OLD."weekly_max_days", OLD."wfa_weekdays", OLD."wfh_cap_percent", OLD."wfh_weekdays", OLD."wfo_cap_percent"); RETURN NULL;',
                            hash="ddea45a93229aeb3c91bf17553dc23fce74b1c12",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_76b83",
                            table="attendance_policy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencerequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6415df3fdd794978589988390370cb5a229e9815",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a167f",
                            table="attendance_absencerequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="45f6aa4bfe9b7c349d13c4bd8e397a1abe413db0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cbc51",
                            table="attendance_correctionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="disciplinecaseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e63dcace8c1a0e385c3fbb6f241b6e8686a67882",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_97b47",
                            table="attendance_disciplinecaseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="readinessevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="94007a9459eef39b2525c779d688e2550e2d94ec",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_de2e1",
                            table="attendance_readinessevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="policyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="931747f12949b974c5025d48be89ca966029203b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_125c9",
                            table="attendance_policyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        *(migrations.RunSQL(OF_AGENCY.format(table=table)) for table in ISOLATED),
        *(migrations.RunSQL(NATIONAL.format(table=table)) for table in NATIONAL_TOO),
        *(migrations.RunSQL(rule) for rule in RULES),
    ]
