"""Standards, remote service, reports, followers, weeks; row-level security for all of them."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.db import migrations, models

BEARER = "nullif(current_setting('hadir.caller', true), '')"
MINE = "agency_id = hadir_agency()"
OPEN = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_public ON {table} FOR SELECT USING (true);
CREATE POLICY {table}_insert ON {table} FOR INSERT WITH CHECK ({mine});
CREATE POLICY {table}_update ON {table} FOR UPDATE USING ({mine}) WITH CHECK ({mine});
CREATE POLICY {table}_delete ON {table} FOR DELETE USING ({mine});
"""
OWN = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_of_agency ON {table} USING ({mine}) WITH CHECK ({mine});
"""
OPEN_TABLES = ("services_remoteservice", "services_servicestandard", "services_complaintterm")
OWN_TABLES = (
    "services_complaint",
    "services_complaintstep",
    "services_follower",
    "services_followernotice",
    "services_statuschange",
    "services_deskweek",
    "services_officeweek",
)

# A citizen bears the one code of a report, or the one secret of a subscription: that row may be
# read, to learn whose tenancy to enter. A week to which five or more contributed tells of nobody.
AT_CALL = f"""
CREATE POLICY services_complaint_at_call ON services_complaint
    FOR SELECT USING (code_digest = {BEARER});
CREATE POLICY services_follower_at_call ON services_follower
    FOR SELECT USING (token_digest = {BEARER});
CREATE POLICY services_deskweek_public ON services_deskweek FOR SELECT USING (officers >= 5);
CREATE POLICY services_officeweek_public ON services_officeweek FOR SELECT USING (officers >= 5);
"""

HOSTED = (
    "EXISTS (SELECT FROM services_office o WHERE o.id = office_id AND o.host_id = hadir_agency())"
)
OWNED = (
    "EXISTS (SELECT FROM services_desk d WHERE d.id = desk_id AND d.office_id = "
    "{table}.office_id AND d.owner_id = hadir_agency())"
)
KEPT = (
    "EXISTS (SELECT FROM services_desk d JOIN services_office o ON o.id = d.office_id "
    "WHERE d.id = desk_id AND hadir_agency() IN (d.owner_id, o.host_id))"
)
# Who owns a desk in another's hall keeps its hours, as it keeps its closures.
HOURS = """
DROP POLICY {table}_insert ON {table};
DROP POLICY {table}_update ON {table};
DROP POLICY {table}_delete ON {table};
CREATE POLICY {table}_insert ON {table} FOR INSERT WITH CHECK ({mine});
CREATE POLICY {table}_update ON {table} FOR UPDATE USING ({mine}) WITH CHECK ({mine});
CREATE POLICY {table}_delete ON {table} FOR DELETE USING ({mine});
"""
ISOLATE = "".join(
    [
        *(OPEN.format(table=table, mine=MINE) for table in OPEN_TABLES),
        *(OWN.format(table=table, mine=MINE) for table in OWN_TABLES),
        AT_CALL,
        OPEN.format(table="services_deskservice", mine=KEPT),
        *(
            HOURS.format(table=table, mine=f"({HOSTED}) OR ({OWNED.format(table=table)})")
            for table in ("services_openinghours", "services_specialhours")
        ),
    ]
)
RELEASE = "".join(
    [
        *(
            HOURS.format(table=table, mine=HOSTED)
            for table in ("services_openinghours", "services_specialhours")
        ),
        *(
            f"DROP POLICY services_deskservice_{name} ON services_deskservice;"
            for name in ("public", "insert", "update", "delete")
        ),
        "ALTER TABLE services_deskservice DISABLE ROW LEVEL SECURITY;",
        "DROP POLICY services_officeweek_public ON services_officeweek;",
        "DROP POLICY services_deskweek_public ON services_deskweek;",
        "DROP POLICY services_follower_at_call ON services_follower;",
        "DROP POLICY services_complaint_at_call ON services_complaint;",
        *(
            f"DROP POLICY {table}_of_agency ON {table}; "
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
            for table in OWN_TABLES
        ),
        *(
            f"DROP POLICY {table}_{name} ON {table};"
            for table in OPEN_TABLES
            for name in ("public", "insert", "update", "delete")
        ),
        *(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;" for table in OPEN_TABLES),
    ]
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_reference_data"),
        ("services", "0004_owners_close_their_desks"),
    ]

    operations = [
        migrations.AddField(
            model_name="desk",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="ditiadakan sejak"),
        ),
        migrations.AddField(
            model_name="desk",
            name="shares_officers",
            field=models.BooleanField(
                default=False, verbose_name="petugasnya merangkap loket lain"
            ),
        ),
        migrations.AddField(
            model_name="desk",
            name="whereabouts",
            field=models.CharField(blank=True, default="", max_length=120, verbose_name="letak"),
        ),
        migrations.AddField(
            model_name="deskpresence",
            name="break_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="office",
            name="access",
            field=models.CharField(
                blank=True, default="", max_length=240, verbose_name="kemudahan akses"
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="tidak melayani sejak"),
        ),
        migrations.AddField(
            model_name="service",
            name="name_en",
            field=models.CharField(
                blank=True, default="", max_length=120, verbose_name="nama dalam bahasa Inggris"
            ),
        ),
        migrations.AlterField(
            model_name="desk",
            name="has_ping",
            field=models.BooleanField(default=False, verbose_name="ada ketukan dari tablet"),
        ),
        migrations.CreateModel(
            name="Complaint",
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
                            ("wrong_status", "Status loket keliru"),
                            ("complaint", "Keluhan tentang layanan"),
                        ],
                        max_length=12,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "complaint_class",
                    models.CharField(
                        choices=[
                            ("normative", "Permintaan informasi (normatif)"),
                            ("ordinary", "Tidak berkadar pengawasan"),
                            ("supervisory", "Berkadar pengawasan"),
                        ],
                        default="ordinary",
                        max_length=11,
                        verbose_name="golongan",
                    ),
                ),
                ("code_digest", models.CharField(max_length=64, unique=True)),
                ("text", models.TextField(blank=True, default="", verbose_name="isi laporan")),
                ("happened_at", models.DateTimeField(verbose_name="waktu kejadian")),
                ("shown_code", models.CharField(blank=True, default="", max_length=12)),
                (
                    "contact",
                    models.EmailField(blank=True, default="", max_length=254, verbose_name="surel"),
                ),
                ("language", models.CharField(default="id", max_length=2)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Diterima"),
                            ("worked_on", "Sedang ditangani"),
                            ("answered", "Dijawab"),
                            ("referred", "Diteruskan ke SP4N-LAPOR!"),
                            ("withdrawn", "Dicabut pelapor"),
                            ("rejected", "Tidak dapat ditangani"),
                        ],
                        default="received",
                        max_length=9,
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong", "Status memang keliru"),
                            ("right", "Status ternyata benar"),
                            ("unknown", "Tidak dapat dipastikan lagi"),
                        ],
                        max_length=7,
                        verbose_name="hasil pemeriksaan",
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("due_on", models.DateField(verbose_name="dijawab paling lambat")),
                ("settled_at", models.DateTimeField(null=True)),
                ("forget_at", models.DateTimeField(null=True)),
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
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="services.office",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="services.service",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["agency", "due_on"],
                        name="services_complaint_open",
                    ),
                    models.Index(
                        fields=["agency", "received_at"], name="services_complaint_of_month"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "wrong_status"), _negated=True),
                            ("desk__isnull", False),
                            _connector="OR",
                        ),
                        name="services_complaint_wrong_status_of_desk",
                        violation_error_message="Pilih loket yang statusnya keliru.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "wrong_status"),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="services_complaint_says_something",
                        violation_error_message="Tulis dulu apa yang Anda alami, lalu kirim lagi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finding", ""), ("settled_at__isnull", False), _connector="OR"
                        ),
                        name="services_complaint_finding_when_settled",
                        violation_error_message="Hasil pemeriksaan dicatat saat laporan diselesaikan.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Diterima"),
                            ("worked_on", "Sedang ditangani"),
                            ("answered", "Dijawab"),
                            ("referred", "Diteruskan ke SP4N-LAPOR!"),
                            ("withdrawn", "Dicabut pelapor"),
                            ("rejected", "Tidak dapat ditangani"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "message",
                    models.TextField(blank=True, default="", verbose_name="pesan untuk pelapor"),
                ),
                ("note", models.TextField(blank=True, default="", verbose_name="catatan dalam")),
                ("by_citizen", models.BooleanField(default=False)),
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
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="services.complaint",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ComplaintTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "complaint_class",
                    models.CharField(
                        choices=[
                            ("normative", "Permintaan informasi (normatif)"),
                            ("ordinary", "Tidak berkadar pengawasan"),
                            ("supervisory", "Berkadar pengawasan"),
                        ],
                        max_length=11,
                        verbose_name="golongan",
                    ),
                ),
                ("working_days", models.PositiveSmallIntegerField(verbose_name="hari kerja")),
                ("legal_basis", models.CharField(max_length=300, verbose_name="dasar")),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.agency",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce(
                            models.F("agency"), models.Value(0)
                        ),
                        models.F("complaint_class"),
                        models.F("valid_from"),
                        name="services_term_once",
                        violation_error_message="Tenggat golongan ini sudah tercatat sejak tanggal itu. Ubah yang ada.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("working_days__gte", 1)),
                        name="services_term_some_days",
                        violation_error_message="Tenggat harus sedikitnya satu hari kerja.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskWeek",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "agency_id",
                        "desk_id",
                        "monday",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("monday", models.DateField(verbose_name="Senin")),
                ("promised", models.PositiveIntegerField(verbose_name="menit dijanjikan")),
                ("staffed", models.PositiveIntegerField(verbose_name="menit ada petugas")),
                (
                    "unknown",
                    models.PositiveIntegerField(default=0, verbose_name="menit tanpa kabar"),
                ),
                (
                    "officers",
                    models.PositiveSmallIntegerField(verbose_name="petugas yang bertugas"),
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
                        related_name="weeks",
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
                        name="services_week_within_promise",
                        violation_error_message="Menit ada petugas melebihi menit yang dijanjikan. Hitung ulang minggu itu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("monday__iso_week_day", 1)),
                        name="services_week_starts_monday",
                        violation_error_message="Minggu harus dimulai pada hari Senin, bukan hari lain.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("email", "Surel"), ("push", "Notifikasi peramban")], max_length=5
                    ),
                ),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("closures", "Hanya penutupan dan pembukaan kembali"),
                            ("changes", "Setiap perubahan di jam layanan"),
                        ],
                        default="closures",
                        max_length=8,
                        verbose_name="kabari saya tentang",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, default="", max_length=254, verbose_name="surel"),
                ),
                ("endpoint", models.CharField(blank=True, default="", max_length=500)),
                ("p256dh", models.CharField(blank=True, default="", max_length=120)),
                ("auth", models.CharField(blank=True, default="", max_length=40)),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("language", models.CharField(default="id", max_length=2)),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("told_key", models.CharField(blank=True, default="", max_length=80)),
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
                        related_name="followers",
                        to="services.desk",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "desk", "channel", "email", "endpoint"),
                        name="services_follower_address_once",
                        violation_error_message="Alamat ini sudah mengikuti loket itu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("channel", "email"),
                                ("endpoint", ""),
                                models.Q(("email", ""), _negated=True),
                            ),
                            models.Q(
                                ("channel", "push"),
                                ("email", ""),
                                ("endpoint__startswith", "https://"),
                            ),
                            _connector="OR",
                        ),
                        name="services_follower_has_address",
                        violation_error_message="Alamat surel atau peramban yang akan dikabari belum lengkap. Coba lagi.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowerNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=160)),
                ("body", models.CharField(max_length=600)),
                ("url", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.agency",
                    ),
                ),
                (
                    "follower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="services.follower",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_try_at__isnull", False)),
                        fields=["agency", "next_try_at"],
                        name="services_notice_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("follower", "key"),
                        name="services_notice_told_once",
                        violation_error_message="Perubahan ini sudah dikabarkan ke alamat itu.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeWeek",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "agency_id",
                        "office_id",
                        "monday",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("monday", models.DateField(verbose_name="Senin")),
                ("promised", models.PositiveIntegerField(verbose_name="menit dijanjikan")),
                ("staffed", models.PositiveIntegerField(verbose_name="menit ada petugas")),
                (
                    "unknown",
                    models.PositiveIntegerField(default=0, verbose_name="menit tanpa kabar"),
                ),
                (
                    "officers",
                    models.PositiveSmallIntegerField(verbose_name="petugas yang bertugas"),
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
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weeks",
                        to="services.office",
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
                        name="services_officeweek_within_promise",
                        violation_error_message="Menit ada petugas melebihi menit yang dijanjikan. Hitung ulang minggu itu.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RemoteService",
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
                ("weekdays", models.CharField(default="12345", max_length=7, verbose_name="hari")),
                ("channel", models.CharField(max_length=240, verbose_name="nomor atau alamat")),
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
                        related_name="remote",
                        to="services.desk",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="services_remoteservice_period_forward",
                        violation_error_message="Masa berlaku berakhir sebelum mulai. Betulkan tanggal mulai atau akhirnya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekdays__regex", "^1?2?3?4?5?6?7?$"),
                            models.Q(("weekdays", ""), _negated=True),
                        ),
                        name="services_remoteservice_some_weekdays",
                        violation_error_message="Pilih sedikitnya satu hari untuk layanan jarak jauh.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceStandard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "component",
                    models.CharField(
                        choices=[
                            ("requirements", "Persyaratan"),
                            ("procedure", "Sistem, mekanisme, dan prosedur"),
                            ("duration", "Jangka waktu penyelesaian"),
                            ("fee", "Biaya atau tarif"),
                            ("product", "Produk pelayanan"),
                            ("complaints", "Penanganan pengaduan, saran, dan masukan"),
                            ("legal_basis", "Dasar hukum"),
                            ("facilities", "Sarana, prasarana, dan fasilitas"),
                            ("competence", "Kompetensi pelaksana"),
                            ("supervision", "Pengawasan internal"),
                            ("staffing", "Jumlah pelaksana"),
                            ("guarantee", "Jaminan pelayanan"),
                            ("safety", "Jaminan keamanan dan keselamatan"),
                            ("evaluation", "Evaluasi kinerja pelaksana"),
                        ],
                        max_length=12,
                        verbose_name="komponen",
                    ),
                ),
                ("text", models.TextField(verbose_name="isi")),
                (
                    "text_en",
                    models.TextField(
                        blank=True, default="", verbose_name="isi dalam bahasa Inggris"
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="dasar"),
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
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standards",
                        to="services.service",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce(
                            models.F("agency"), models.Value(0)
                        ),
                        models.F("service"),
                        models.F("component"),
                        models.F("valid_from"),
                        name="services_servicestandard_once",
                        violation_error_message="Komponen ini sudah tercatat sejak tanggal itu. Ubah yang ada.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="services_servicestandard_period_forward",
                        violation_error_message="Masa berlaku berakhir sebelum mulai. Betulkan tanggal mulai atau akhirnya.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12)),
                ("reason", models.CharField(blank=True, default="", max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.agency",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
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
                    models.Index(fields=["agency", "at", "desk"], name="services_change_of_week")
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
                        name="services_change_code_known",
                        violation_error_message="Status loket tidak dikenal. Pakai salah satu dari tujuh status.",
                    )
                ],
            },
        ),
        migrations.RunSQL(ISOLATE, RELEASE),
    ]
