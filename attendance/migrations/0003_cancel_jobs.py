"""A job may also end cancelled: a word one letter longer than the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("attendance", "0002_isolate_agencies")]

    operations = [
        migrations.AlterField(
            model_name="job",
            name="state",
            field=models.CharField(
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
    ]
