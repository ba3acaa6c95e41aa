"""How long before work people are reminded, and a quick answer to whether anybody wants it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0015_signed_documents_stay"),
    ]

    operations = [
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
                    ("reminder_minutes", "Pengingat sebelum jam masuk (menit)"),
                ],
                max_length=24,
                verbose_name="ukuran",
            ),
        ),
        migrations.AddIndex(
            model_name="messagepreference",
            index=models.Index(
                condition=models.Q(("kind", "reminder"), ("wanted", True)),
                fields=["agency", "employee"],
                name="attendance_preference_remind",
            ),
        ),
    ]
