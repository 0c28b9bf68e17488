"""What the one settings file makes of the environment."""

import pytest
from django.db import connection

from config.settings import database_from


@pytest.mark.django_db
def test_joins_are_planned_four_at_a_time_when_a_connection_begins():
    with connection.cursor() as cursor:
        cursor.execute("SHOW join_collapse_limit")

        assert cursor.fetchone() == ("4",)


def test_options_of_the_address_win_when_it_has_some():
    theirs = database_from("postgresql:///tiepdan?options=-c%20join_collapse_limit%3D8")

    assert theirs["OPTIONS"]["options"] == "-c join_collapse_limit=8"
