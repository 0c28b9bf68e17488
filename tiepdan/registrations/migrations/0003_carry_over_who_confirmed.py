"""What was confirmed before names were kept: by whoever confirmed the secrecy, and at that time."""

from django.db import migrations

CARRY_OVER = """
    UPDATE registrations_registration
       SET complexity_confirmed_by_id = coalesce(confidentiality_confirmed_by_id, ground_decided_by_id),
           complexity_confirmed_at = coalesce(confidentiality_confirmed_at, confirmed_at, submitted_at),
           confidentiality_confirmed_by_id = coalesce(confidentiality_confirmed_by_id, ground_decided_by_id),
           confidentiality_confirmed_at = coalesce(confidentiality_confirmed_at, confirmed_at, submitted_at),
           waived_protection_at = coalesce(waived_protection_at, submitted_at),
           waiver_withdrawn_at = CASE WHEN waived_protection_at IS NULL AND status = 'withdrawn' THEN withdrawn_at END
     WHERE ground = '20.4'"""


class Migration(migrations.Migration):
    dependencies = [("registrations", "0002_name_who_confirmed")]

    operations = [migrations.RunSQL(CARRY_OVER, migrations.RunSQL.noop, elidable=True)]
