"""Which lines a generated roster replaces, and whether what somebody filled in stays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attendance", "0016_reminders_wanted"),
    ]

    operations = [
        migrations.AddField(
            model_name="rostergeneration",
            name="stamp",
            field=models.CharField(blank=True, default="", max_length=16),
        ),
        migrations.AddField(
            model_name="rostergeneration",
            name="keeps_lines",
            field=models.BooleanField(default=False),
        ),
    ]
