"""Remember which state of the data files was loaded, so that a start need not load them again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_isolate_agencies")]

    operations = [
        migrations.CreateModel(
            name="ReferenceData",
            fields=[
                ("app", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
    ]
