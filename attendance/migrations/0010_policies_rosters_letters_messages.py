"""Policies with drafts, wishes, swaps, generated rosters, letters, messages, readiness."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_reference_data"),
        ("accounts", "__first__"),
        ("attendance", "0009_frozen_months_stay"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("services", "0003_desk_status"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementText",
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    models.CharField(blank=True, default="", max_length=200, verbose_name="dasar"),
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    models.BooleanField(default=False, verbose_name="termasuk loket layanan"),
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
                    models.Index(fields=["agency", "last_day"], name="attendance_release_by_day")
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        choices=[("email", "Surel"), ("push", "Notifikasi peramban")], max_length=5
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            name="PolicyTrial",
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
        migrations.CreateModel(
            name="PushSubscription",
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            name="RosterGeneration",
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
                    models.Index(fields=["agency", "batch"], name="attendance_generation_by_batch")
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
            name="SignedDocument",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.agency",
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("assignment_letter", "Surat tugas")], max_length=20),
                ),
                (
                    "code",
                    models.CharField(max_length=24, unique=True, verbose_name="kode verifikasi"),
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
                ("signer_name", models.CharField(max_length=160, verbose_name="penanda tangan")),
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
                        blank=True, default="", max_length=240, verbose_name="alasan pencabutan"
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        blank=True, default="", max_length=240, verbose_name="alasan keputusan"
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
                        condition=models.Q(("employee", models.F("colleague")), _negated=True),
                        name="attendance_swap_with_another",
                        violation_error_message="Jadwal tidak dapat ditukar dengan diri sendiri. Pilih seorang rekan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_by__isnull", True),
                            models.Q(
                                models.Q(("settled_by", models.F("employee")), _negated=True),
                                models.Q(("settled_by", models.F("colleague")), _negated=True),
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            name="AssignmentLetter",
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        choices=[("email", "Surel"), ("push", "Notifikasi peramban")], max_length=5
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
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    models.BooleanField(default=False, verbose_name="tempat kerja yang layak"),
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
                        blank=True, default="", max_length=240, verbose_name="alasan keputusan"
                    ),
                ),
            ],
            options={
                "abstract": False,
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
                    models.BooleanField(default=False, verbose_name="tempat kerja yang layak"),
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
        pgtrigger.migrations.RemoveTrigger(
            model_name="policy",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="policy",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="policy",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="policy",
            name="attendance_policy_weekdays_iso",
        ),
        migrations.RemoveConstraint(
            model_name="policy",
            name="attendance_policy_no_overlap",
        ),
        migrations.RemoveConstraint(
            model_name="schedule",
            name="attendance_schedule_no_overlap",
        ),
        migrations.AddField(
            model_name="policy",
            name="check_in_windows",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=11),
                blank=True,
                default=list,
                verbose_name="jendela presensi (06:30-07:30)",
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="drafted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="exclude_disciplined",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="policy",
            name="excluded_unit_codes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                default=list,
                verbose_name="unit yang tetap WFO (beserta unit di bawahnya)",
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="office_weekdays",
            field=models.CharField(
                blank=True,
                default="",
                max_length=7,
                verbose_name="hari wajib di kantor (angka ISO)",
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="post",
            field=models.CharField(
                blank=True, default="", max_length=80, verbose_name="jabatan yang diatur"
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="presence_answer_minutes",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="dijawab dalam (menit)"
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="presence_checks_per_day",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="panggilan kehadiran sehari"
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="preset",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="attendance.policypreset",
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="published_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="policy",
            name="published_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="published_under",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.delegation",
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="region_level",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="hanya pada level wilayah"
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="report_due_at",
            field=models.TimeField(
                blank=True, null=True, verbose_name="laporan kerja paling lambat pukul"
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="requires_readiness",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="policy",
            name="state",
            field=models.CharField(
                choices=[("draft", "Draf"), ("published", "Terbit")],
                default="published",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="policy",
            name="state",
            field=models.CharField(
                choices=[("draft", "Draf"), ("published", "Terbit")], default="draft", max_length=9
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="top_performers_percent",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="hanya untuk kinerja terbaik (%)"
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="wfa_weekdays",
            field=models.CharField(
                blank=True, default="", max_length=7, verbose_name="hari WFA (angka ISO)"
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="check_in_windows",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=11),
                blank=True,
                default=list,
                verbose_name="jendela presensi (06:30-07:30)",
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="drafted_by",
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
            model_name="policyevent",
            name="exclude_disciplined",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="excluded_unit_codes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                default=list,
                verbose_name="unit yang tetap WFO (beserta unit di bawahnya)",
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="office_weekdays",
            field=models.CharField(
                blank=True,
                default="",
                max_length=7,
                verbose_name="hari wajib di kantor (angka ISO)",
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="post",
            field=models.CharField(
                blank=True, default="", max_length=80, verbose_name="jabatan yang diatur"
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="presence_answer_minutes",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="dijawab dalam (menit)"
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="presence_checks_per_day",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="panggilan kehadiran sehari"
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="preset",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="attendance.policypreset",
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="published_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="published_by",
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
            model_name="policyevent",
            name="published_under",
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
            model_name="policyevent",
            name="region_level",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="hanya pada level wilayah"
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="report_due_at",
            field=models.TimeField(
                blank=True, null=True, verbose_name="laporan kerja paling lambat pukul"
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="requires_readiness",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="state",
            field=models.CharField(
                choices=[("draft", "Draf"), ("published", "Terbit")],
                default="published",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="policyevent",
            name="state",
            field=models.CharField(
                choices=[("draft", "Draf"), ("published", "Terbit")], default="draft", max_length=9
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="top_performers_percent",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="hanya untuk kinerja terbaik (%)"
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="wfa_weekdays",
            field=models.CharField(
                blank=True, default="", max_length=7, verbose_name="hari WFA (angka ISO)"
            ),
        ),
        migrations.AddField(
            model_name="policypreset",
            name="check_in_windows",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=11),
                blank=True,
                default=list,
                verbose_name="jendela presensi (06:30-07:30)",
            ),
        ),
        migrations.AddField(
            model_name="policypreset",
            name="exclude_disciplined",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="policypreset",
            name="office_weekdays",
            field=models.CharField(
                blank=True,
                default="",
                max_length=7,
                verbose_name="hari wajib di kantor (angka ISO)",
            ),
        ),
        migrations.AddField(
            model_name="policypreset",
            name="presence_answer_minutes",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="dijawab dalam (menit)"
            ),
        ),
        migrations.AddField(
            model_name="policypreset",
            name="presence_checks_per_day",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="panggilan kehadiran sehari"
            ),
        ),
        migrations.AddField(
            model_name="policypreset",
            name="report_due_at",
            field=models.TimeField(
                blank=True, null=True, verbose_name="laporan kerja paling lambat pukul"
            ),
        ),
        migrations.AddField(
            model_name="policypreset",
            name="requires_readiness",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="policypreset",
            name="top_performers_percent",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="hanya untuk kinerja terbaik (%)"
            ),
        ),
        migrations.AddField(
            model_name="policypreset",
            name="wfa_weekdays",
            field=models.CharField(
                blank=True, default="", max_length=7, verbose_name="hari WFA (angka ISO)"
            ),
        ),
        migrations.AddField(
            model_name="rosterentry",
            name="shift",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="attendance.schedule",
                verbose_name="giliran",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="shift_code",
            field=models.CharField(
                blank=True, default="", max_length=8, verbose_name="kode giliran"
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="shift_name",
            field=models.CharField(
                blank=True, default="", max_length=60, verbose_name="nama giliran"
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
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
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
        ),
        migrations.AddField(
            model_name="policy",
            name="decree_file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="attendance.decreefile",
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="decree_file",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="attendance.decreefile",
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("office_weekdays__regex", "^[1-7]{0,7}$"),
                    ("wfa_weekdays__regex", "^[1-7]{0,7}$"),
                    ("wfh_weekdays__regex", "^[1-7]{0,7}$"),
                ),
                name="attendance_policy_weekdays_iso",
                violation_error_message="Hari ditulis dengan angka 1 (Senin) sampai 7 (Minggu), misalnya 5.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="attendance_policy_period_forward",
                violation_error_message="Kebijakan berakhir sebelum mulai berlaku. Betulkan salah satu tanggalnya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("post", ""),
                    models.Q(("wfh_cap_percent__isnull", True), ("wfo_cap_percent__isnull", True)),
                    _connector="OR",
                ),
                name="attendance_policy_post_has_no_caps",
                violation_error_message="Batas persen dihitung per unit, jadi kebijakan untuk jabatan tertentu tidak memakainya. Kosongkan kedua batas itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("top_performers_percent__isnull", True),
                    models.Q(
                        ("top_performers_percent__gte", 1), ("top_performers_percent__lte", 100)
                    ),
                    _connector="OR",
                ),
                name="attendance_policy_performers_percent",
                violation_error_message="Bagian kinerja terbaik ditulis dalam persen, 1 sampai 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
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
    ]
