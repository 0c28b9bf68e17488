from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registrations", "0003_carry_over_who_confirmed")]

    operations = [
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('waiver_withdrawn_at__isnull', True), ('status', 'withdrawn'), _connector='OR'), name='registration_stops_when_protection_is_asked'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ground', '20.4'), _negated=True), models.Q(('complexity_confirmed_at__isnull', False), ('complexity_confirmed_by__isnull', False), ('confidentiality_confirmed_at__isnull', False), ('confidentiality_confirmed_by__isnull', False), ('waived_protection_at__isnull', False)), _connector='OR'), name='denunciation_confirmed_three_times'),
        ),
        migrations.RemoveField(
            model_name='registration',
            name='is_complex',
        ),
    ]
