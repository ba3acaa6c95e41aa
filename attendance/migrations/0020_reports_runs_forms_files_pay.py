"""Reports with parts, amendments and files; runs over agencies; the monthly form; pay settings."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_overseers_of_agencies"),
        ("attendance", "0019_who_handled_a_report"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComplianceSummary",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "agency_id",
                        "month",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("month", models.DateField(verbose_name="bulan (tanggal 1)")),
                ("version", models.PositiveSmallIntegerField()),
                ("rule_version", models.CharField(max_length=16)),
                ("data_until", models.DateField(verbose_name="data sampai")),
                ("content_hash", models.CharField(max_length=64)),
                ("is_frozen", models.BooleanField(default=False, verbose_name="disahkan")),
                ("figures", models.JSONField()),
                ("updated_at", models.DateTimeField()),
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
                "indexes": [
                    models.Index(fields=["month", "agency"], name="attendance_summary_of_month")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="attendance_summary_month_starts",
                        violation_error_message="Bulan ringkasan laporan ditulis dengan tanggal 1.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FileExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("xlsx", "Excel"),
                            ("csv", "CSV"),
                            ("json", "JSON"),
                            ("days", "Excel dengan setiap hari pegawai"),
                            ("zip", "Semua berkas bulan ini"),
                            ("pay", "Data tunjangan"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "holds_pay",
                    models.BooleanField(default=False, verbose_name="memuat data tunjangan"),
                ),
                ("name", models.CharField(max_length=160, verbose_name="nama berkas")),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.BigIntegerField(null=True)),
                ("sha256", models.CharField(blank=True, default="", max_length=64)),
                ("made_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="export",
                        to="attendance.job",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exports",
                        to="attendance.compliancereport",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["agency", "report", "kind"], name="attendance_export_of"),
                    models.Index(fields=["agency", "expires_at"], name="attendance_export_expired"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_at__isnull", True),
                            models.Q(
                                ("size__isnull", False), models.Q(("sha256", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="attendance_export_made_whole",
                        violation_error_message="Berkas yang selesai harus punya ukuran dan sidik isi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "pay"), _negated=True),
                            ("holds_pay", True),
                            _connector="OR",
                        ),
                        name="attendance_export_pay_is_marked",
                        violation_error_message="Berkas data tunjangan harus ditandai memuat tunjangan.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileExportPart",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "agency_id",
                        "export_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                    ),
                ),
                (
                    "export",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="attendance.fileexport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="bulan (tanggal 1)")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="versi")),
                (
                    "reason",
                    models.CharField(
                        blank=True, default="", max_length=240, verbose_name="alasan perbaikan"
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="nomor"),
                ),
                (
                    "place",
                    models.CharField(blank=True, default="", max_length=80, verbose_name="tempat"),
                ),
                ("filed_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filing",
                        to="attendance.signeddocument",
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filed_under",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attendance.compliancereport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "month", "version"),
                        name="attendance_filing_once",
                        violation_error_message="Formulir bulan ini sudah ada. Muat ulang halamannya.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("filed_at__isnull", True)),
                        fields=("agency", "month"),
                        name="attendance_filing_one_open",
                        violation_error_message="Perbaikan formulir bulan ini sudah dibuka. Muat ulang halamannya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version", 1),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="attendance_filing_corrected_for_reason",
                        violation_error_message="Perbaikan formulir harus menyebut alasannya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="attendance_filing_month_starts",
                        violation_error_message="Bulan formulir ditulis dengan tanggal 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("filed_at__isnull", True), ("filed_by__isnull", False), _connector="OR"
                        ),
                        name="attendance_filing_filed_by_someone",
                        violation_error_message="Formulir yang dikirim harus menyebut pengirimnya.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FilingItem",
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
                ("code", models.CharField(max_length=8, verbose_name="nomor baris")),
                ("section", models.PositiveSmallIntegerField(verbose_name="bagian")),
                ("section_title", models.CharField(max_length=160, verbose_name="aspek")),
                ("position", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("title", models.CharField(max_length=240, verbose_name="uraian")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("choice", "Pilihan"),
                            ("percent", "Persen"),
                            ("rupiah", "Rupiah"),
                            ("number", "Bilangan"),
                            ("text", "Uraian"),
                        ],
                        max_length=8,
                        verbose_name="jenis isian",
                    ),
                ),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list
                    ),
                ),
                ("named", models.BooleanField(default=False, verbose_name="perlu disebut namanya")),
                ("required", models.BooleanField(default=True, verbose_name="wajib")),
                (
                    "source",
                    models.CharField(
                        blank=True, default="", max_length=40, verbose_name="dihitung dari"
                    ),
                ),
                ("legal_basis", models.CharField(max_length=200, verbose_name="dasar")),
            ],
            options={
                "ordering": ["section", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "valid_from"),
                        name="attendance_filingitem_once",
                        violation_error_message="Baris formulir ini sejak tanggal itu sudah ada.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "choice"), _negated=True),
                            ("options__len__gte", 2),
                            _connector="OR",
                        ),
                        name="attendance_filingitem_choice_has_options",
                        violation_error_message="Isian pilihan harus punya sedikitnya dua jawaban.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FilingAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.TextField(blank=True, default="", verbose_name="jawaban")),
                (
                    "name",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="disebutkan"
                    ),
                ),
                (
                    "proposed",
                    models.TextField(blank=True, default="", verbose_name="usulan portal"),
                ),
                ("figures", models.JSONField(blank=True, default=list)),
                (
                    "reason",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="alasan berbeda"
                    ),
                ),
                (
                    "is_carried",
                    models.BooleanField(
                        default=False, verbose_name="dari bulan lalu, belum ditinjau"
                    ),
                ),
                ("at", models.DateTimeField()),
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
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="attendance.filing",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attendance.filingitem",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "filing", "item"),
                        name="attendance_filinganswer_once",
                        violation_error_message="Baris formulir ini sudah dijawab. Muat ulang halamannya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposed", ""),
                            ("value", ""),
                            ("value", models.F("proposed")),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="attendance_filinganswer_differs_for_reason",
                        violation_error_message="Jawaban yang berbeda dari hitungan portal harus disertai alasan.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FilingAnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("value", models.TextField(blank=True, default="", verbose_name="jawaban")),
                (
                    "name",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="disebutkan"
                    ),
                ),
                (
                    "proposed",
                    models.TextField(blank=True, default="", verbose_name="usulan portal"),
                ),
                ("figures", models.JSONField(blank=True, default=list)),
                (
                    "reason",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="alasan berbeda"
                    ),
                ),
                (
                    "is_carried",
                    models.BooleanField(
                        default=False, verbose_name="dari bulan lalu, belum ditinjau"
                    ),
                ),
                ("at", models.DateTimeField()),
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
                    "by",
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
                    "filing",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="attendance.filing",
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
                        to="attendance.filinganswer",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="attendance.filingitem",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FilingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("month", models.DateField(verbose_name="bulan (tanggal 1)")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="versi")),
                (
                    "reason",
                    models.CharField(
                        blank=True, default="", max_length=240, verbose_name="alasan perbaikan"
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="nomor"),
                ),
                (
                    "place",
                    models.CharField(blank=True, default="", max_length=80, verbose_name="tempat"),
                ),
                ("filed_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField()),
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
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="attendance.signeddocument",
                    ),
                ),
                (
                    "filed_by",
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
                    "filed_under",
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
                        to="attendance.filing",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="attendance.compliancereport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NationalRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="bulan (tanggal 1)")),
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
                ("rule_version", models.CharField(max_length=16)),
                ("asked_by_id", models.BigIntegerField(null=True, verbose_name="diminta oleh")),
                ("asked_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("message", models.CharField(blank=True, default="", max_length=300)),
                (
                    "asked_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["queued", "running"])),
                        fields=("month",),
                        name="attendance_nationalrun_one_at_a_time",
                        violation_error_message="Penghitungan semua instansi untuk bulan ini sedang berjalan. Tunggu sampai selesai.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="attendance_nationalrun_month_starts",
                        violation_error_message="Bulan penghitungan ditulis dengan tanggal 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NationalRunPart",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "run_id",
                        "agency_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
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
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="percobaan")),
                ("step", models.CharField(blank=True, default="", max_length=120)),
                ("message", models.CharField(blank=True, default="", max_length=300)),
                ("version", models.PositiveSmallIntegerField(null=True)),
                ("content_hash", models.CharField(blank=True, default="", max_length=64)),
                ("started_at", models.DateTimeField(null=True)),
                (
                    "seen_at",
                    models.DateTimeField(null=True, verbose_name="terakhir bergerak"),
                ),
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
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="attendance.nationalrun",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["run", "state"], name="attendance_runpart_state")],
            },
        ),
        migrations.CreateModel(
            name="PayReduction",
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
                    "ground",
                    models.CharField(
                        choices=[
                            ("late", "Terlambat, per hari (menit)"),
                            ("early", "Pulang lebih awal, per hari (menit)"),
                            ("no_out", "Belum presensi pulang, per hari"),
                            ("absent", "Tanpa keterangan, per hari"),
                        ],
                        max_length=8,
                        verbose_name="sebab",
                    ),
                ),
                (
                    "from_minutes",
                    models.PositiveSmallIntegerField(default=1, verbose_name="mulai menit"),
                ),
                (
                    "until_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="sampai menit"
                    ),
                ),
                (
                    "percent_hundredths",
                    models.PositiveIntegerField(verbose_name="potongan (perseratus persen)"),
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
                "ordering": ["ground", "from_minutes"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "ground", "from_minutes", "valid_from"),
                        name="attendance_payreduction_once",
                        nulls_distinct=False,
                        violation_error_message="Potongan untuk sebab dan menit itu sejak tanggal itu sudah ada.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_minutes__isnull", True),
                            ("until_minutes__gte", models.F("from_minutes")),
                            _connector="OR",
                        ),
                        name="attendance_payreduction_band_forward",
                        violation_error_message="Menit terakhir mendahului menit pertama. Betulkan salah satunya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent_hundredths__lte", 10000)),
                        name="attendance_payreduction_at_most_all",
                        violation_error_message="Potongan sehari paling banyak 100 persen.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayReductionEvent",
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
                    "ground",
                    models.CharField(
                        choices=[
                            ("late", "Terlambat, per hari (menit)"),
                            ("early", "Pulang lebih awal, per hari (menit)"),
                            ("no_out", "Belum presensi pulang, per hari"),
                            ("absent", "Tanpa keterangan, per hari"),
                        ],
                        max_length=8,
                        verbose_name="sebab",
                    ),
                ),
                (
                    "from_minutes",
                    models.PositiveSmallIntegerField(default=1, verbose_name="mulai menit"),
                ),
                (
                    "until_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="sampai menit"
                    ),
                ),
                (
                    "percent_hundredths",
                    models.PositiveIntegerField(verbose_name="potongan (perseratus persen)"),
                ),
                ("legal_basis", models.CharField(max_length=300, verbose_name="dasar")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        to="attendance.payreduction",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonMonth",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "agency_id",
                        "month",
                        "employee_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("month", models.DateField(verbose_name="bulan (tanggal 1)")),
                ("employment_type", models.CharField(max_length=4)),
                ("data_until", models.DateField(verbose_name="data sampai")),
                ("workdays", models.PositiveSmallIntegerField()),
                ("present_days", models.PositiveSmallIntegerField()),
                ("absent_days", models.PositiveSmallIntegerField()),
                ("excused_days", models.PositiveSmallIntegerField()),
                ("wfo_days", models.PositiveSmallIntegerField()),
                ("wfh_days", models.PositiveSmallIntegerField()),
                ("wfa_days", models.PositiveSmallIntegerField()),
                ("on_time_days", models.PositiveSmallIntegerField()),
                ("late_days", models.PositiveSmallIntegerField()),
                ("late_minutes", models.PositiveIntegerField()),
                ("early_minutes", models.PositiveIntegerField()),
                ("no_out_days", models.PositiveSmallIntegerField()),
                ("mismatch_days", models.PositiveSmallIntegerField()),
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
                        related_name="months",
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
                "indexes": [
                    models.Index(
                        fields=["agency", "month", "unit"], name="attendance_personmonth_unit"
                    ),
                    models.Index(
                        fields=["agency", "employee", "month"], name="attendance_personmonth_of"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="attendance_personmonth_month_starts",
                        violation_error_message="Bulan seorang pegawai ditulis dengan tanggal 1.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "last_told",
                    models.DateField(null=True, verbose_name="bulan terakhir diberitahukan"),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "employee"),
                        name="attendance_reportmail_once",
                        violation_error_message="Anda sudah berlangganan laporan bulanan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_told__isnull", True), ("last_told__day", 1), _connector="OR"
                        ),
                        name="attendance_reportmail_told_month_starts",
                        violation_error_message="Bulan yang diberitahukan ditulis dengan tanggal 1.",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="compliancefigure",
            name="attendance_figure_once",
        ),
        migrations.AddField(
            model_name="compliancefigure",
            name="below",
            field=models.BooleanField(default=False, verbose_name="dengan unit di bawahnya"),
        ),
        migrations.AddField(
            model_name="compliancefigure",
            name="slice",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="bagian"),
        ),
        migrations.AddField(
            model_name="compliancereport",
            name="amends",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendments",
                to="attendance.compliancereport",
            ),
        ),
        migrations.AddField(
            model_name="compliancereport",
            name="reason",
            field=models.CharField(
                blank=True, default="", max_length=240, verbose_name="alasan perubahan"
            ),
        ),
        migrations.AddField(
            model_name="compliancereport",
            name="document",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="compliance_report",
                to="attendance.signeddocument",
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="percobaan"),
        ),
        migrations.AddField(
            model_name="job",
            name="data_until",
            field=models.DateField(null=True, verbose_name="data sampai"),
        ),
        migrations.AddField(
            model_name="job",
            name="rule_version",
            field=models.CharField(blank=True, default="", max_length=16),
        ),
        migrations.AddField(
            model_name="job",
            name="seen_at",
            field=models.DateTimeField(null=True, verbose_name="terakhir bergerak"),
        ),
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
                    ("report", "Laporan bulanan"),
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
                    ("report", "Laporan bulanan"),
                    ("reminder", "Pengingat sebelum mulai kerja"),
                ],
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="signeddocument",
            name="kind",
            field=models.CharField(
                choices=[
                    ("assignment_letter", "Surat tugas"),
                    ("compliance_report", "Laporan kepatuhan"),
                    ("report_amendment", "Perubahan laporan kepatuhan"),
                    ("filing", "Laporan transformasi budaya kerja"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="threshold",
            name="code",
            field=models.CharField(
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
                    ("equipped_percent", "Sarana memadai bila siap (%)"),
                    ("declared_percent", "Sarana dinilai bila sudah menyatakan (%)"),
                    ("release_days", "Keadaan darurat paling lama (hari)"),
                    ("present_target_percent", "Sasaran kehadiran (%)"),
                    ("on_time_target_percent", "Sasaran tepat waktu (%)"),
                    ("quota_target_percent", "Sasaran kuota dipatuhi (%)"),
                    ("staffed_target_percent", "Sasaran jam loket terjaga (%)"),
                    ("report_wait_hours", "Laporan bulanan sesudah akhir bulan (jam)"),
                    ("filing_reminder_day", "Pengingat formulir (tanggal)"),
                    ("filing_due_day", "Tenggat formulir (tanggal)"),
                    ("reminder_minutes", "Pengingat sebelum jam masuk (menit)"),
                ],
                max_length=24,
                verbose_name="ukuran",
            ),
        ),
        migrations.AddConstraint(
            model_name="compliancefigure",
            constraint=models.UniqueConstraint(
                fields=("agency", "report", "code", "unit", "below", "slice"),
                name="attendance_figure_once",
                nulls_distinct=False,
                violation_error_message="Angka ini sudah ada di laporan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="compliancereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amends__isnull", True),
                    models.Q(("amends", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="attendance_report_amends_another",
                violation_error_message="Laporan tidak dapat mengubah dirinya sendiri.",
            ),
        ),
        migrations.AddConstraint(
            model_name="compliancereport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amends__isnull", True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="attendance_report_amended_for_reason",
                violation_error_message="Perubahan laporan harus menyebut alasannya.",
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="run",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="attendance.nationalrun",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_filingevent" ("agency_id", "document_id", "filed_at", "filed_by_id", "filed_under_id", "id", "month", "number", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "report_id", "version") VALUES (NEW."agency_id", NEW."document_id", NEW."filed_at", NEW."filed_by_id", NEW."filed_under_id", NEW."id", NEW."month", NEW."number", NEW."opened_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."reason", NEW."report_id", NEW."version"); RETURN NULL;',
                    hash="0cfd27245a73ce0d3d7ec26a3bedec6a2f83b520",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cdbb0",
                    table="attendance_filing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "attendance_filingevent" ("agency_id", "document_id", "filed_at", "filed_by_id", "filed_under_id", "id", "month", "number", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "report_id", "version") VALUES (NEW."agency_id", NEW."document_id", NEW."filed_at", NEW."filed_by_id", NEW."filed_under_id", NEW."id", NEW."month", NEW."number", NEW."opened_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."reason", NEW."report_id", NEW."version"); RETURN NULL;',
                    hash="8c258f1b65666ed7053a9fb20dc359906c30cab1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c53b5",
                    table="attendance_filing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_filingevent" ("agency_id", "document_id", "filed_at", "filed_by_id", "filed_under_id", "id", "month", "number", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "reason", "report_id", "version") VALUES (OLD."agency_id", OLD."document_id", OLD."filed_at", OLD."filed_by_id", OLD."filed_under_id", OLD."id", OLD."month", OLD."number", OLD."opened_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."reason", OLD."report_id", OLD."version"); RETURN NULL;',
                    hash="26e6194e53f0b3a21fa53f9fc28d55af11fbd00f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1f767",
                    table="attendance_filing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7fd13de070cc116c98897984d0c5595945a0d46b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_61eba",
                    table="attendance_filingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filinganswerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="caac0d6803e7fb65658f84956fed8b646faa913a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3443e",
                    table="attendance_filinganswerevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filinganswer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_filinganswerevent" ("agency_id", "at", "by_id", "figures", "filing_id", "id", "is_carried", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "value") VALUES (NEW."agency_id", NEW."at", NEW."by_id", NEW."figures", NEW."filing_id", NEW."id", NEW."is_carried", NEW."item_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed", NEW."reason", NEW."value"); RETURN NULL;',
                    hash="dbf75091a9031cfdf52b0ac6256f4470d0be4004",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b6327",
                    table="attendance_filinganswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filinganswer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "attendance_filinganswerevent" ("agency_id", "at", "by_id", "figures", "filing_id", "id", "is_carried", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "value") VALUES (NEW."agency_id", NEW."at", NEW."by_id", NEW."figures", NEW."filing_id", NEW."id", NEW."is_carried", NEW."item_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed", NEW."reason", NEW."value"); RETURN NULL;',
                    hash="f2b0fc9d37249dc13c5d398029482c9acc010efe",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_27086",
                    table="attendance_filinganswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filinganswer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_filinganswerevent" ("agency_id", "at", "by_id", "figures", "filing_id", "id", "is_carried", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "reason", "value") VALUES (OLD."agency_id", OLD."at", OLD."by_id", OLD."figures", OLD."filing_id", OLD."id", OLD."is_carried", OLD."item_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed", OLD."reason", OLD."value"); RETURN NULL;',
                    hash="f2995a2609435f70624f5e20a9bb74582a4c945d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_080b8",
                    table="attendance_filinganswer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payreduction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_payreductionevent" ("agency_id", "from_minutes", "ground", "id", "legal_basis", "percent_hundredths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_minutes", "valid_from", "valid_until") VALUES (NEW."agency_id", NEW."from_minutes", NEW."ground", NEW."id", NEW."legal_basis", NEW."percent_hundredths", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."until_minutes", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                    hash="cff0bf4bd1d1a3cacbf76facb5558665ce7966df",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a2450",
                    table="attendance_payreduction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payreduction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "attendance_payreductionevent" ("agency_id", "from_minutes", "ground", "id", "legal_basis", "percent_hundredths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_minutes", "valid_from", "valid_until") VALUES (NEW."agency_id", NEW."from_minutes", NEW."ground", NEW."id", NEW."legal_basis", NEW."percent_hundredths", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."until_minutes", NEW."valid_from", NEW."valid_until"); RETURN NULL;',
                    hash="194dfb615c17526661ebd60147b69df67a382360",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0dde6",
                    table="attendance_payreduction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payreduction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_payreductionevent" ("agency_id", "from_minutes", "ground", "id", "legal_basis", "percent_hundredths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_minutes", "valid_from", "valid_until") VALUES (OLD."agency_id", OLD."from_minutes", OLD."ground", OLD."id", OLD."legal_basis", OLD."percent_hundredths", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."until_minutes", OLD."valid_from", OLD."valid_until"); RETURN NULL;',
                    hash="2c813b23bd82499541cbc4116d5347b29d390d34",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0cb31",
                    table="attendance_payreduction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payreductionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="059aaaad8fa76bba42692a8053cbee2f13244aa5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9bcbb",
                    table="attendance_payreductionevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
