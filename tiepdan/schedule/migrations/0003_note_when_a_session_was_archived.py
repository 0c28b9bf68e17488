from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schedule", "0002_announce_the_hour_of_a_postponed_session")]
    operations = [
        migrations.AddField(
            model_name="receptionsession",
            name="archived_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="lưu trữ lúc"),
        ),
        migrations.AddConstraint(
            model_name="receptionsession",
            constraint=models.CheckConstraint(
                condition=~models.Q(status="archived") | models.Q(archived_at__isnull=False),
                name="session_archived_has_time",
            ),
        ),
    ]
