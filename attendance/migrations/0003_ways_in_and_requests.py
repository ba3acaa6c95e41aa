"""Requests, discipline, machines, code screens, patterns, reopenings and freezes."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_reference_data"),
        ("attendance", "0002_isolate_agencies"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AbsenceRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        blank=True, default="", max_length=500, verbose_name="alasan keputusan"
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
                        blank=True, default="", max_length=240, verbose_name="alamat atau tujuan"
                    ),
                ),
                (
                    "letter",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="nomor surat"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at"],
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
                        blank=True, default="", max_length=500, verbose_name="alasan keputusan"
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
                        blank=True, default="", max_length=240, verbose_name="alamat atau tujuan"
                    ),
                ),
                (
                    "letter",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="nomor surat"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Anomaly",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            ],
            options={
                "ordering": ["-week", "kind", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AnomalyPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CodeScreen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nama layar")),
                ("secret", models.CharField(max_length=64)),
                ("address_digest", models.CharField(max_length=64, unique=True)),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                ("made_at", models.DateTimeField()),
                ("last_shown_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["name"],
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        blank=True, default="", max_length=500, verbose_name="alasan keputusan"
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
                ("claimed_at", models.DateTimeField(null=True, verbose_name="waktu sebenarnya")),
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
            ],
            options={
                "ordering": ["-asked_at"],
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
                        blank=True, default="", max_length=500, verbose_name="alasan keputusan"
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
                ("claimed_at", models.DateTimeField(null=True, verbose_name="waktu sebenarnya")),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DayAmendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            ],
            options={
                "ordering": ["date", "employee", "version"],
            },
        ),
        migrations.CreateModel(
            name="DisciplineCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    models.PositiveIntegerField(verbose_name="menit terlambat dan pulang awal"),
                ),
                (
                    "converted_days",
                    models.PositiveSmallIntegerField(verbose_name="hari dari menit"),
                ),
                ("total_days", models.PositiveSmallIntegerField(verbose_name="jumlah hari")),
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
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField(verbose_name="pemeriksaan dimulai paling lambat")),
                ("summons_on", models.DateField(null=True, verbose_name="tanggal pemeriksaan")),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "finding",
                    models.TextField(blank=True, default="", verbose_name="hasil pemeriksaan"),
                ),
                (
                    "decree",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="nomor keputusan"
                    ),
                ),
            ],
            options={
                "ordering": ["-crossed_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DisciplineCaseDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            ],
            options={
                "ordering": ["date"],
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
                    models.PositiveIntegerField(verbose_name="menit terlambat dan pulang awal"),
                ),
                (
                    "converted_days",
                    models.PositiveSmallIntegerField(verbose_name="hari dari menit"),
                ),
                ("total_days", models.PositiveSmallIntegerField(verbose_name="jumlah hari")),
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
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField(verbose_name="pemeriksaan dimulai paling lambat")),
                ("summons_on", models.DateField(null=True, verbose_name="tanggal pemeriksaan")),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "finding",
                    models.TextField(blank=True, default="", verbose_name="hasil pemeriksaan"),
                ),
                (
                    "decree",
                    models.CharField(
                        blank=True, default="", max_length=120, verbose_name="nomor keputusan"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            ],
        ),
        migrations.CreateModel(
            name="LeaveOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            ],
        ),
        migrations.CreateModel(
            name="LeaveRule",
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
        ),
        migrations.CreateModel(
            name="Machine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="kode")),
                ("serial", models.CharField(max_length=40, unique=True, verbose_name="nomor seri")),
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
                        choices=[("approved", "Dipakai"), ("retired", "Tidak dipakai lagi")],
                        default="approved",
                        max_length=8,
                    ),
                ),
                ("approved_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField(null=True)),
                ("last_stamp", models.CharField(blank=True, default="", max_length=20)),
                ("firmware", models.CharField(blank=True, default="", max_length=80)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="MachineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="kode")),
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
                        choices=[("approved", "Dipakai"), ("retired", "Tidak dipakai lagi")],
                        default="approved",
                        max_length=8,
                    ),
                ),
                ("approved_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField(null=True)),
                ("last_stamp", models.CharField(blank=True, default="", max_length=20)),
                ("firmware", models.CharField(blank=True, default="", max_length=80)),
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=24)),
                ("punched_at", models.DateTimeField()),
                ("status", models.CharField(max_length=4, verbose_name="kode keadaan")),
                (
                    "verify",
                    models.CharField(
                        blank=True, default="", max_length=4, verbose_name="kode cara verifikasi"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("in", "Presensi masuk"), ("out", "Presensi pulang")], max_length=3
                    ),
                ),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["punched_at"],
            },
        ),
        migrations.CreateModel(
            name="MachineNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=24, verbose_name="nomor di mesin")),
            ],
        ),
        migrations.CreateModel(
            name="MachineNumberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=24, verbose_name="nomor di mesin")),
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="bulan (tanggal 1)")),
                ("content_hash", models.CharField(max_length=64)),
                ("days", models.PositiveIntegerField(verbose_name="hari pegawai")),
                ("frozen_at", models.DateTimeField()),
            ],
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
                ("cause", models.CharField(max_length=240, verbose_name="sebab")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Usulan pemantau"),
                            ("declared", "Dinyatakan"),
                            ("dismissed", "Ditolak"),
                        ],
                        default="declared",
                        max_length=9,
                    ),
                ),
                ("measured", models.JSONField(default=dict)),
                ("proposed_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RequestTerm",
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
            ],
        ),
        migrations.CreateModel(
            name="SanctionStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[("total", "Jumlah dalam setahun"), ("streak", "Berturut-turut")],
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
            ],
            options={
                "ordering": ["table", "measure", "days"],
            },
        ),
        migrations.CreateModel(
            name="SanctionTable",
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
                ("code", models.SlugField(max_length=60)),
                (
                    "employment_types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=4)
                    ),
                ),
                ("minutes_per_day", models.PositiveSmallIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="UnknownMachine",
            fields=[
                (
                    "serial",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="nomor seri"
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
        migrations.AddField(
            model_name="absence",
            name="leave_type",
            field=models.CharField(
                blank=True, default="", max_length=16, verbose_name="jenis cuti"
            ),
        ),
        migrations.AddField(
            model_name="checkin",
            name="device_digest",
            field=models.CharField(blank=True, db_default="", default="", max_length=32),
        ),
        migrations.AddField(
            model_name="checkin",
            name="evidence",
            field=models.CharField(
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
        migrations.AddField(
            model_name="checkin",
            name="position_digest",
            field=models.CharField(blank=True, db_default="", default="", max_length=32),
        ),
        migrations.AddField(
            model_name="dayclose",
            name="content_hash",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="outage",
            name="measured",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="outage",
            name="proposed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="outage",
            name="settled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="outage",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="outage",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Usulan pemantau"),
                    ("declared", "Dinyatakan"),
                    ("dismissed", "Ditolak"),
                ],
                default="declared",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="checkin",
            name="source",
            field=models.CharField(
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
        pgtrigger.migrations.AddTrigger(
            model_name="outage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_outageevent" ("agency_id", "cause", "ends_at", "id", "measured", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "settled_at", "settled_by_id", "starts_at", "state") VALUES (NEW."agency_id", NEW."cause", NEW."ends_at", NEW."id", NEW."measured", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."settled_at", NEW."settled_by_id", NEW."starts_at", NEW."state"); RETURN NULL;',
                    hash="e93c24b728981839fadddf163c0d762e7cc859e6",
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
                    func='INSERT INTO "attendance_outageevent" ("agency_id", "cause", "ends_at", "id", "measured", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "settled_at", "settled_by_id", "starts_at", "state") VALUES (NEW."agency_id", NEW."cause", NEW."ends_at", NEW."id", NEW."measured", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."settled_at", NEW."settled_by_id", NEW."starts_at", NEW."state"); RETURN NULL;',
                    hash="53ff580537a4f8f5b2d00f3312739e350805ab46",
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
                    func='INSERT INTO "attendance_outageevent" ("agency_id", "cause", "ends_at", "id", "measured", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "settled_at", "settled_by_id", "starts_at", "state") VALUES (OLD."agency_id", OLD."cause", OLD."ends_at", OLD."id", OLD."measured", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."settled_at", OLD."settled_by_id", OLD."starts_at", OLD."state"); RETURN NULL;',
                    hash="771a7aaa2d4017441cd361d8315ae53b7907a5ca",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2fa7d",
                    table="attendance_outage",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="absencerequest",
            name="absence",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="asked",
                to="attendance.absence",
            ),
        ),
        migrations.AddField(
            model_name="absencerequest",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="absencerequest",
            name="employee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="absencerequest",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="absencerequest",
            name="settled_under",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.delegation",
            ),
        ),
        migrations.AddField(
            model_name="absencerequestevent",
            name="absence",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="attendance.absence",
            ),
        ),
        migrations.AddField(
            model_name="absencerequestevent",
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
            model_name="absencerequestevent",
            name="employee",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="absencerequestevent",
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
            model_name="absencerequestevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="attendance.absencerequest",
            ),
        ),
        migrations.AddField(
            model_name="absencerequestevent",
            name="settled_by",
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
            model_name="absencerequestevent",
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
        migrations.AddField(
            model_name="anomaly",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="anomaly",
            name="looked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="anomalyperson",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="anomalyperson",
            name="anomaly",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="people",
                to="attendance.anomaly",
            ),
        ),
        migrations.AddField(
            model_name="anomalyperson",
            name="employee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="codescreen",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="codescreen",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="codescreen",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="employee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="settled_under",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.delegation",
            ),
        ),
        migrations.AddField(
            model_name="correctionevent",
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
            model_name="correctionevent",
            name="employee",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correctionevent",
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
            model_name="correctionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="attendance.correction",
            ),
        ),
        migrations.AddField(
            model_name="correctionevent",
            name="settled_by",
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
            model_name="correctionevent",
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
        migrations.AddField(
            model_name="dayamendment",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="dayamendment",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dayamendment",
            name="employee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="disciplinecase",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="disciplinecase",
            name="employee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="discipline_cases",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="disciplinecase",
            name="examiner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="disciplinecase",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="disciplinecase",
            name="settled_under",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.delegation",
            ),
        ),
        migrations.AddField(
            model_name="disciplinecaseday",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="disciplinecaseday",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="days",
                to="attendance.disciplinecase",
            ),
        ),
        migrations.AddField(
            model_name="disciplinecaseevent",
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
            model_name="disciplinecaseevent",
            name="employee",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="disciplinecaseevent",
            name="examiner",
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
            model_name="disciplinecaseevent",
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
            model_name="disciplinecaseevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="attendance.disciplinecase",
            ),
        ),
        migrations.AddField(
            model_name="disciplinecaseevent",
            name="settled_by",
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
            model_name="disciplinecaseevent",
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
        migrations.AddField(
            model_name="evidencefile",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="evidencefile",
            name="employee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence_files",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correctionevent",
            name="evidence",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="attendance.evidencefile",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="evidence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="attendance.evidencefile",
            ),
        ),
        migrations.AddField(
            model_name="absencerequestevent",
            name="evidence",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="attendance.evidencefile",
            ),
        ),
        migrations.AddField(
            model_name="absencerequest",
            name="evidence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="attendance.evidencefile",
            ),
        ),
        migrations.AddField(
            model_name="leaveopening",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="leaveopening",
            name="employee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leave_openings",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="leaverule",
            constraint=models.UniqueConstraint(
                fields=("valid_from",),
                name="attendance_leaverule_once",
                violation_error_message="Aturan cuti sejak tanggal itu sudah ada.",
            ),
        ),
        migrations.AddField(
            model_name="machine",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="machines",
                to="accounts.agency",
            ),
        ),
        migrations.AddField(
            model_name="machine",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="machine",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"
            ),
        ),
        migrations.AddField(
            model_name="machineevent",
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
            model_name="machineevent",
            name="approved_by",
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
            model_name="machineevent",
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
            model_name="machineevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="attendance.machine",
            ),
        ),
        migrations.AddField(
            model_name="machineevent",
            name="unit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.unit",
            ),
        ),
        migrations.AddField(
            model_name="machineline",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="machineline",
            name="employee",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="machineline",
            name="machine",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="attendance.machine",
            ),
        ),
        migrations.AddField(
            model_name="machinenumber",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="machinenumber",
            name="employee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="machine_numbers",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="machinenumberevent",
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
            model_name="machinenumberevent",
            name="employee",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="machinenumberevent",
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
            model_name="machinenumberevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="attendance.machinenumber",
            ),
        ),
        migrations.AddField(
            model_name="monthfreeze",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="monthfreeze",
            name="frozen_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="monthfreeze",
            name="frozen_under",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.delegation",
            ),
        ),
        migrations.AddField(
            model_name="monthfreeze",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="attendance.compliancereport",
            ),
        ),
        migrations.AddField(
            model_name="outageevent",
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
            model_name="outageevent",
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
            model_name="outageevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="attendance.outage",
            ),
        ),
        migrations.AddField(
            model_name="outageevent",
            name="settled_by",
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
            model_name="reopening",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.agency"
            ),
        ),
        migrations.AddField(
            model_name="reopening",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reopening",
            name="employee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="requestterm",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.agency",
            ),
        ),
        migrations.AddField(
            model_name="sanctiontable",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.agency",
            ),
        ),
        migrations.AddField(
            model_name="sanctionstep",
            name="table",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="attendance.sanctiontable",
            ),
        ),
        migrations.AddField(
            model_name="disciplinecaseevent",
            name="table",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="attendance.sanctiontable",
            ),
        ),
        migrations.AddField(
            model_name="disciplinecase",
            name="table",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="attendance.sanctiontable",
            ),
        ),
        migrations.AddConstraint(
            model_name="anomaly",
            constraint=models.UniqueConstraint(
                fields=("agency", "week", "kind", "fingerprint"),
                name="attendance_anomaly_once",
                violation_error_message="Pola ini sudah ada di daftar pekan itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="anomalyperson",
            constraint=models.UniqueConstraint(
                fields=("agency", "anomaly", "employee"),
                name="attendance_anomalyperson_once",
                violation_error_message="Pegawai ini sudah tercantum di pola itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="codescreen",
            constraint=models.CheckConstraint(
                condition=models.Q(("secret__regex", "^[A-Z2-7]{32,64}$")),
                name="attendance_codescreen_secret_long",
                violation_error_message="Rahasia layar terlalu pendek. Buat layar baru.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dayamendment",
            constraint=models.UniqueConstraint(
                fields=("agency", "date", "employee", "version"),
                name="attendance_dayamendment_version_once",
                violation_error_message="Perubahan dengan nomor itu sudah ada.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disciplinecaseday",
            constraint=models.UniqueConstraint(
                fields=("agency", "case", "date"),
                name="attendance_disciplinecaseday_once",
                violation_error_message="Tanggal ini sudah tercantum di kasus.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gte", 1), ("size__lte", 2097152)),
                name="attendance_evidencefile_size_bounded",
                violation_error_message="Berkas bukti kosong atau lebih dari 2 MB. Kirim berkas yang lebih kecil.",
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
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(
                fields=["agency", "date", "employee", "state"], name="attendance_correction_of"
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(
                condition=models.Q(("state", "asked")),
                fields=["agency", "due_on"],
                name="attendance_correction_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("agency", "employee", "date", "kind", "event_kind"),
                name="attendance_correction_one_open",
                violation_error_message="Koreksi yang sama untuk tanggal itu masih menunggu keputusan atasan. Tunggu keputusannya, atau tarik kembali dulu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["accepted", "refused"]), _negated=True),
                    models.Q(("settled_by", models.F("employee")), _negated=True),
                    _connector="OR",
                ),
                name="attendance_correction_settled_by_another",
                violation_error_message="Koreksi tidak boleh diputus oleh pegawai yang memintanya. Serahkan kepada atasan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
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
        migrations.AddIndex(
            model_name="absencerequest",
            index=models.Index(
                condition=models.Q(("state", "asked")),
                fields=["agency", "due_on"],
                name="attendance_absencerequest_open",
            ),
        ),
        migrations.AddIndex(
            model_name="absencerequest",
            index=models.Index(
                fields=["agency", "employee", "first_day"], name="attendance_absencerequest_of"
            ),
        ),
        migrations.AddConstraint(
            model_name="absencerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))),
                name="attendance_absencerequest_period_forward",
                violation_error_message="Hari terakhir mendahului hari pertama. Betulkan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="absencerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["accepted", "refused"]), _negated=True),
                    models.Q(("settled_by", models.F("employee")), _negated=True),
                    _connector="OR",
                ),
                name="attendance_absencerequest_settled_by_another",
                violation_error_message="Permohonan tidak boleh diputus oleh pegawai yang memintanya. Serahkan kepada atasan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="absencerequest",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="absencerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "leave"), _negated=True),
                    models.Q(("leave_type", ""), _negated=True),
                    _connector="OR",
                ),
                name="attendance_absencerequest_leave_named",
                violation_error_message="Jenis cuti belum dipilih. Pilih jenis cutinya.",
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
        migrations.AddConstraint(
            model_name="leaveopening",
            constraint=models.UniqueConstraint(
                fields=("agency", "employee", "year"),
                name="attendance_leaveopening_once",
                violation_error_message="Saldo cuti pegawai ini untuk tahun itu sudah dicatat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="machine",
            constraint=models.UniqueConstraint(
                fields=("agency", "code"),
                name="attendance_machine_code_once",
                violation_error_message="Kode mesin ini sudah dipakai. Pakai kode lain.",
            ),
        ),
        migrations.AddConstraint(
            model_name="machine",
            constraint=models.CheckConstraint(
                condition=models.Q(("serial__regex", "^[A-Za-z0-9_-]{4,40}$")),
                name="attendance_machine_serial_plain",
                violation_error_message="Nomor seri mesin terdiri dari 4 sampai 40 huruf atau angka. Salin dari label mesin.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="machine",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_machineevent" ("agency_id", "approved_at", "approved_by_id", "code", "firmware", "id", "last_seen_at", "last_stamp", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "state", "unit_id", "zone") VALUES (NEW."agency_id", NEW."approved_at", NEW."approved_by_id", NEW."code", NEW."firmware", NEW."id", NEW."last_seen_at", NEW."last_stamp", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."serial", NEW."state", NEW."unit_id", NEW."zone"); RETURN NULL;',
                    hash="d9ef9c01448911650547639fba3cfb3925566933",
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
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "attendance_machineevent" ("agency_id", "approved_at", "approved_by_id", "code", "firmware", "id", "last_seen_at", "last_stamp", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "state", "unit_id", "zone") VALUES (NEW."agency_id", NEW."approved_at", NEW."approved_by_id", NEW."code", NEW."firmware", NEW."id", NEW."last_seen_at", NEW."last_stamp", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."serial", NEW."state", NEW."unit_id", NEW."zone"); RETURN NULL;',
                    hash="4b414e30d81f34f829b157b71b3c5570713f0783",
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
                    func='INSERT INTO "attendance_machineevent" ("agency_id", "approved_at", "approved_by_id", "code", "firmware", "id", "last_seen_at", "last_stamp", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "serial", "state", "unit_id", "zone") VALUES (OLD."agency_id", OLD."approved_at", OLD."approved_by_id", OLD."code", OLD."firmware", OLD."id", OLD."last_seen_at", OLD."last_stamp", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."serial", OLD."state", OLD."unit_id", OLD."zone"); RETURN NULL;',
                    hash="d0ded5ce5cf4dcf7c7343a4d6218cfc4d8365c31",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d6e4d",
                    table="attendance_machine",
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
        migrations.AddIndex(
            model_name="machineline",
            index=models.Index(
                condition=models.Q(("employee__isnull", True)),
                fields=["agency", "number"],
                name="attendance_machineline_unknown",
            ),
        ),
        migrations.AddConstraint(
            model_name="machineline",
            constraint=models.UniqueConstraint(
                fields=("agency", "machine", "number", "punched_at", "status"),
                name="attendance_machineline_once",
                violation_error_message="Baris ini sudah pernah diterima dari mesin.",
            ),
        ),
        migrations.AddConstraint(
            model_name="machinenumber",
            constraint=models.UniqueConstraint(
                fields=("agency", "number"),
                name="attendance_machinenumber_once",
                violation_error_message="Nomor ini sudah milik pegawai lain. Lepaskan dulu, atau pakai nomor lain.",
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
        migrations.AddConstraint(
            model_name="monthfreeze",
            constraint=models.UniqueConstraint(
                fields=("agency", "month"),
                name="attendance_monthfreeze_once",
                violation_error_message="Bulan ini sudah disahkan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthfreeze",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)),
                name="attendance_monthfreeze_month_starts",
                violation_error_message="Bulan yang disahkan ditulis dengan tanggal 1.",
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
        migrations.AddIndex(
            model_name="reopening",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)),
                fields=["agency", "date"],
                name="attendance_reopening_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="reopening",
            index=models.Index(
                fields=["agency", "employee", "date"], name="attendance_reopening_of"
            ),
        ),
        migrations.AddConstraint(
            model_name="requestterm",
            constraint=models.UniqueConstraint(
                fields=("agency", "subject", "valid_from"),
                name="attendance_requestterm_once",
                nulls_distinct=False,
                violation_error_message="Tenggat untuk hal ini sejak tanggal itu sudah ada.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanctiontable",
            constraint=models.UniqueConstraint(
                fields=("agency", "code", "valid_from"),
                name="attendance_sanctiontable_once",
                nulls_distinct=False,
                violation_error_message="Tabel hukuman sejak tanggal itu sudah ada.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanctionstep",
            constraint=models.UniqueConstraint(
                fields=("table", "measure", "days"),
                name="attendance_sanctionstep_once",
                violation_error_message="Ambang hari itu sudah ada di tabel.",
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
        migrations.AddIndex(
            model_name="disciplinecase",
            index=models.Index(
                fields=["agency", "state", "due_on"], name="attendance_disciplinecase_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="disciplinecase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "lapsed"), _negated=True),
                fields=("agency", "employee", "year", "sanction"),
                name="attendance_disciplinecase_once",
                violation_error_message="Kasus untuk ambang ini sudah dibuka tahun ini. Buka kasus yang ada.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disciplinecase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled_by__isnull", True),
                    models.Q(("settled_by", models.F("employee")), _negated=True),
                    _connector="OR",
                ),
                name="attendance_disciplinecase_settled_by_another",
                violation_error_message="Kasus tidak boleh diputus oleh pegawai yang bersangkutan. Serahkan kepada atasannya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disciplinecase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["dismissed", "sanctioned"]), _negated=True),
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
        ),
        migrations.AddConstraint(
            model_name="disciplinecase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sanctioned"), _negated=True),
                    models.Q(("decree", ""), _negated=True),
                    _connector="OR",
                ),
                name="attendance_disciplinecase_decree_named",
                violation_error_message="Isi nomor keputusan hukuman disiplin.",
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
    ]
