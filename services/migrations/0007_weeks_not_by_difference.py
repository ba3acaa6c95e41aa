"""A week is public only where neither it nor a difference of public ones tells of fewer than five."""

from django.db import migrations, models

SHOWN = """
DROP POLICY {table}_public ON {table};
CREATE POLICY {table}_public ON {table} FOR SELECT USING ({public});
"""
TABLES = ("services_deskweek", "services_officeweek")
HIDES = "Angka dari kurang dari lima petugas tidak boleh ditampilkan untuk umum."


def from_five(name):
    return models.CheckConstraint(
        name=name,
        condition=models.Q(is_public=False) | models.Q(officers__gte=5),
        violation_error_message=HIDES,
    )


class Migration(migrations.Migration):
    dependencies = [("services", "0006_found_in_citizens_words")]

    operations = [
        migrations.AddField("deskweek", "is_public", models.BooleanField(default=False)),
        migrations.AddField("officeweek", "is_public", models.BooleanField(default=False)),
        migrations.AddConstraint("deskweek", from_five("services_week_public_from_five")),
        migrations.AddConstraint("officeweek", from_five("services_officeweek_public_from_five")),
        migrations.RunSQL(
            "".join(SHOWN.format(table=table, public="is_public") for table in TABLES),
            "".join(SHOWN.format(table=table, public="officers >= 5") for table in TABLES),
        ),
    ]
