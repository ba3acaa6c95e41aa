"""A policy's change is a new row that ends the former; presets name the places they know."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_reference_data"),
        ("attendance", "0013_emergencies_close_desks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        migrations.AddField(
            model_name="policy",
            name="end_reason",
            field=models.CharField(
                default="", max_length=240, verbose_name="alasan berakhir lebih awal"
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="policy",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="ended_under",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.delegation",
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="planned_until",
            field=models.DateField(null=True, verbose_name="akhir semula"),
        ),
        migrations.AddField(
            model_name="policy",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replacements",
                to="attendance.policy",
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="end_reason",
            field=models.CharField(
                default="", max_length=240, verbose_name="alasan berakhir lebih awal"
            ),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="ended_by",
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
            name="ended_under",
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
            name="planned_until",
            field=models.DateField(null=True, verbose_name="akhir semula"),
        ),
        migrations.AddField(
            model_name="policyevent",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="attendance.policy",
            ),
        ),
        migrations.AddField(
            model_name="policypreset",
            name="modes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("WFO", "Kantor (WFO)"),
                        ("WFH", "Rumah (WFH)"),
                        ("WFA", "Tempat lain (WFA)"),
                    ],
                    max_length=3,
                ),
                default=list,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="policy",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "attendance_policyevent" ("agency_id", "check_in_windows", "count_absent_in_base", "decree_date", "decree_file_id", "decree_number", "drafted_by_id", "end_reason", "ended_at", "ended_by_id", "ended_under_id", "exclude_cpns", "exclude_direct_service", "exclude_disciplined", "exclude_pppk_first_year", "excluded_posts", "excluded_unit_codes", "id", "modes", "name", "office_weekdays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_until", "post", "presence_answer_minutes", "presence_checks_per_day", "preset_id", "published_at", "published_by_id", "published_under_id", "region_level", "regulation_id", "replaces_id", "report_due_at", "requires_readiness", "state", "top_performers_percent", "unit_id", "valid_from", "valid_until", "weekly_max_days", "wfa_weekdays", "wfh_cap_percent", "wfh_weekdays", "wfo_cap_percent") VALUES (NEW."agency_id", NEW."check_in_windows", NEW."count_absent_in_base", NEW."decree_date", NEW."decree_file_id", NEW."decree_number", NEW."drafted_by_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_under_id", NEW."exclude_cpns", NEW."exclude_direct_service", NEW."exclude_disciplined", NEW."exclude_pppk_first_year", NEW."excluded_posts", NEW."excluded_unit_codes", NEW."id", NEW."modes", NEW."name", NEW."office_weekdays", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."planned_until", NEW."post", NEW."presence_answer_minutes", NEW."presence_checks_per_day", NEW."preset_id", NEW."published_at", NEW."published_by_id", NEW."published_under_id", NEW."region_level", NEW."regulation_id", NEW."replaces_id", NEW."report_due_at", NEW."requires_readiness", NEW."state", NEW."top_performers_percent", NEW."unit_id", NEW."valid_from", NEW."valid_until", NEW."weekly_max_days", NEW."wfa_weekdays", NEW."wfh_cap_percent", NEW."wfh_weekdays", NEW."wfo_cap_percent"); RETURN NULL;',
                    hash="95c7b88c6877ca749b1739c0df1b010417e0ed8d",
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
                    func='INSERT INTO "attendance_policyevent" ("agency_id", "check_in_windows", "count_absent_in_base", "decree_date", "decree_file_id", "decree_number", "drafted_by_id", "end_reason", "ended_at", "ended_by_id", "ended_under_id", "exclude_cpns", "exclude_direct_service", "exclude_disciplined", "exclude_pppk_first_year", "excluded_posts", "excluded_unit_codes", "id", "modes", "name", "office_weekdays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_until", "post", "presence_answer_minutes", "presence_checks_per_day", "preset_id", "published_at", "published_by_id", "published_under_id", "region_level", "regulation_id", "replaces_id", "report_due_at", "requires_readiness", "state", "top_performers_percent", "unit_id", "valid_from", "valid_until", "weekly_max_days", "wfa_weekdays", "wfh_cap_percent", "wfh_weekdays", "wfo_cap_percent") VALUES (NEW."agency_id", NEW."check_in_windows", NEW."count_absent_in_base", NEW."decree_date", NEW."decree_file_id", NEW."decree_number", NEW."drafted_by_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_under_id", NEW."exclude_cpns", NEW."exclude_direct_service", NEW."exclude_disciplined", NEW."exclude_pppk_first_year", NEW."excluded_posts", NEW."excluded_unit_codes", NEW."id", NEW."modes", NEW."name", NEW."office_weekdays", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."planned_until", NEW."post", NEW."presence_answer_minutes", NEW."presence_checks_per_day", NEW."preset_id", NEW."published_at", NEW."published_by_id", NEW."published_under_id", NEW."region_level", NEW."regulation_id", NEW."replaces_id", NEW."report_due_at", NEW."requires_readiness", NEW."state", NEW."top_performers_percent", NEW."unit_id", NEW."valid_from", NEW."valid_until", NEW."weekly_max_days", NEW."wfa_weekdays", NEW."wfh_cap_percent", NEW."wfh_weekdays", NEW."wfo_cap_percent"); RETURN NULL;',
                    hash="56b63c360d889963383e02e512a2e564a71258fb",
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
                    func='INSERT INTO "attendance_policyevent" ("agency_id", "check_in_windows", "count_absent_in_base", "decree_date", "decree_file_id", "decree_number", "drafted_by_id", "end_reason", "ended_at", "ended_by_id", "ended_under_id", "exclude_cpns", "exclude_direct_service", "exclude_disciplined", "exclude_pppk_first_year", "excluded_posts", "excluded_unit_codes", "id", "modes", "name", "office_weekdays", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_until", "post", "presence_answer_minutes", "presence_checks_per_day", "preset_id", "published_at", "published_by_id", "published_under_id", "region_level", "regulation_id", "replaces_id", "report_due_at", "requires_readiness", "state", "top_performers_percent", "unit_id", "valid_from", "valid_until", "weekly_max_days", "wfa_weekdays", "wfh_cap_percent", "wfh_weekdays", "wfo_cap_percent") VALUES (OLD."agency_id", OLD."check_in_windows", OLD."count_absent_in_base", OLD."decree_date", OLD."decree_file_id", OLD."decree_number", OLD."drafted_by_id", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_under_id", OLD."exclude_cpns", OLD."exclude_direct_service", OLD."exclude_disciplined", OLD."exclude_pppk_first_year", OLD."excluded_posts", OLD."excluded_unit_codes", OLD."id", OLD."modes", OLD."name", OLD."office_weekdays", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."planned_until", OLD."post", OLD."presence_answer_minutes", OLD."presence_checks_per_day", OLD."preset_id", OLD."published_at", OLD."published_by_id", OLD."published_under_id", OLD."region_level", OLD."regulation_id", OLD."replaces_id", OLD."report_due_at", OLD."requires_readiness", OLD."state", OLD."top_performers_percent", OLD."unit_id", OLD."valid_from", OLD."valid_until", OLD."weekly_max_days", OLD."wfa_weekdays", OLD."wfh_cap_percent", OLD."wfh_weekdays", OLD."wfo_cap_percent"); RETURN NULL;',
                    hash="b06a3a1a273ebbaa4c2236f3efeeb35482ee59e7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_76b83",
                    table="attendance_policy",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="policy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    models.Q(
                        models.Q(("end_reason", ""), _negated=True),
                        ("ended_by__isnull", False),
                        ("valid_until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="attendance_policy_ended_with_reason",
                violation_error_message="Kebijakan yang diakhiri lebih awal harus menyebut tanggal, alasan, dan siapa yang mengakhirinya.",
            ),
        ),
    ]
