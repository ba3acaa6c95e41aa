"""What was done in a discipline case, step by step, and how long a superior has for it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [
    ("open", "Menunggu pemeriksaan"),
    ("summoned", "Dipanggil"),
    ("examined", "Sudah diperiksa"),
    ("dismissed", "Tidak terbukti"),
    ("sanctioned", "Dijatuhi hukuman"),
    ("lapsed", "Gugur karena harinya berubah"),
    ("merged", "Digabung ke kasus yang lebih berat"),
]
OF_AGENCY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_of_agency ON {table}
    USING (agency_id = hadir_agency()) WITH CHECK (agency_id = hadir_agency());
"""
OPEN_AGAIN = """
DROP POLICY {table}_of_agency ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
# Rows without an agency are the nation's: everybody's to read and nobody's to write.
NATIONAL = """
CREATE POLICY attendance_caseterm_national ON attendance_caseterm
    FOR SELECT USING (agency_id IS NULL);
"""


def state() -> models.CharField:
    return models.CharField(choices=STATES, default="open", max_length=10)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_reference_data"),
        ("attendance", "0004_isolate_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField("disciplinecase", "state", state()),
        migrations.AlterField("disciplinecaseevent", "state", state()),
        migrations.CreateModel(
            name="CaseTerm",
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
                    "examine_within_days",
                    models.PositiveSmallIntegerField(
                        verbose_name="pemeriksaan dimulai (hari kerja)"
                    ),
                ),
                (
                    "summons_within_days",
                    models.PositiveSmallIntegerField(verbose_name="jarak panggilan (hari kerja)"),
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
                        violation_error_message=(
                            "Tenggat pemeriksaan sejak tanggal itu sudah ada."
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DisciplineCaseStep",
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
                ("meet_at", models.DateTimeField(null=True, verbose_name="waktu pemeriksaan")),
                (
                    "place",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="tempat pemeriksaan"
                    ),
                ),
                ("note", models.TextField(blank=True, default="", verbose_name="catatan")),
                (
                    "imposed",
                    models.CharField(blank=True, default="", max_length=16, verbose_name="hukuman"),
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
                        condition=~models.Q(kind="summoned")
                        | models.Q(meet_at__isnull=False) & ~models.Q(place=""),
                        name="attendance_disciplinecasestep_summons_whole",
                        violation_error_message=(
                            "Panggilan harus menyebut waktu dan tempat pemeriksaan."
                        ),
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(kind__in=["lapsed", "changed"]) | ~models.Q(note=""),
                        name="attendance_disciplinecasestep_changed_says_why",
                        violation_error_message="Perubahan kasus harus menyebut alasannya.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            OF_AGENCY.format(table="attendance_caseterm"),
            OPEN_AGAIN.format(table="attendance_caseterm"),
        ),
        migrations.RunSQL(
            OF_AGENCY.format(table="attendance_disciplinecasestep"),
            OPEN_AGAIN.format(table="attendance_disciplinecasestep"),
        ),
        migrations.RunSQL(
            NATIONAL, "DROP POLICY attendance_caseterm_national ON attendance_caseterm;"
        ),
    ]
