"""Services are found by the stems of their names and of citizens' words, in both languages."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0005_followed_reported_accounted"),
    ]

    operations = [
        migrations.AddField(
            model_name="service",
            name="stems",
            field=models.GeneratedField(
                expression=SearchVector("name", weight="A", config="indonesian")
                + SearchVector("name_en", weight="A", config="english")
                + SearchVector("synonyms", weight="B", config="indonesian")
                + SearchVector("synonyms", weight="B", config="english")
                + SearchVector("category", weight="C", config="indonesian"),
                output_field=SearchVectorField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex(
            model_name="service",
            index=GinIndex(name="services_service_stems", fields=["stems"]),
        ),
    ]
