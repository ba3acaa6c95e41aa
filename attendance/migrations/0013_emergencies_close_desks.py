"""What an emergency closes at desks, its cause of a new judgement, and settings of readiness."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0012_isolate_policies_letters_messages"),
    ]

    operations = [
        migrations.AddField(
            model_name="emergencyrelease",
            name="closure_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                default=list,
                verbose_name="penutupan loket yang dipasang",
            ),
        ),
        migrations.AlterField(
            model_name="dayamendment",
            name="cause",
            field=models.CharField(
                choices=[
                    ("late_event", "Presensi masuk setelah hari ditutup"),
                    ("correction", "Koreksi diputus"),
                    ("absence", "Cuti atau halangan dicatat"),
                    ("outage", "Gangguan sistem dicatat"),
                    ("roster", "Jadwal diubah"),
                    ("emergency", "Keadaan darurat dinyatakan"),
                    ("rebuild", "Dihitung ulang"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="reopening",
            name="cause",
            field=models.CharField(
                choices=[
                    ("late_event", "Presensi masuk setelah hari ditutup"),
                    ("correction", "Koreksi diputus"),
                    ("absence", "Cuti atau halangan dicatat"),
                    ("outage", "Gangguan sistem dicatat"),
                    ("roster", "Jadwal diubah"),
                    ("emergency", "Keadaan darurat dinyatakan"),
                    ("rebuild", "Dihitung ulang"),
                ],
                max_length=10,
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
                ],
                max_length=24,
                verbose_name="ukuran",
            ),
        ),
    ]
