import pytest
from django.db import OperationalError

from tests.followup.factories import hearing_with_calendar, promised
from tests.locks import row_holder
from tiepdan.followup import actions

pytestmark = pytest.mark.django_db(transaction=True)


def test_deciding_waits_for_the_hearing():
    held, hearing = hearing_with_calendar()

    with row_holder() as hold:
        hold(hearing)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.decide(hearing, by=held.chair, kind="answered", answer="A")


@pytest.mark.parametrize(("act", "word"), [("complete", "result"), ("answer", "text")])
def test_reporting_and_answering_wait_for_the_task(act, word):
    held, hearing = hearing_with_calendar()
    task = promised(held, hearing)

    with row_holder() as hold:
        hold(task)
        with pytest.raises(OperationalError, match="lock timeout"):
            getattr(actions, act)(task, by=held.coordinator, **{word: "A"})


def test_classifying_waits_for_the_case():
    held, hearing = hearing_with_calendar()

    with row_holder() as hold:
        hold(hearing.registration.case)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.classify(hearing, by=held.coordinator, competence="other", guided_to="Sở")
