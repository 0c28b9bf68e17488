"""Signed minutes and register numbers are frozen by PostgreSQL itself, whatever the program does."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION minutes_stay_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'signed minutes are frozen' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER minutes_stay_signed BEFORE UPDATE OR DELETE ON minutes_minutes
FOR EACH ROW WHEN (OLD.status = 'signed') EXECUTE FUNCTION minutes_stay_signed();
"""
THAW = "DROP TRIGGER minutes_stay_signed ON minutes_minutes; DROP FUNCTION minutes_stay_signed();"


class Migration(migrations.Migration):
    dependencies = [("minutes", "0002_keep_the_readers_place")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
