"""An archived session is frozen by PostgreSQL itself, whatever the program does."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION session_stays_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'archived sessions are frozen' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER session_stays_archived BEFORE UPDATE OR DELETE ON schedule_receptionsession
FOR EACH ROW WHEN (OLD.status = 'archived') EXECUTE FUNCTION session_stays_archived();
"""
THAW = "DROP TRIGGER session_stays_archived ON schedule_receptionsession; DROP FUNCTION session_stays_archived();"


class Migration(migrations.Migration):
    dependencies = [("schedule", "0003_note_when_a_session_was_archived")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
