"""Both acts wait for whoever holds the registration."""

import pytest
from django.db import OperationalError
from django.utils import timezone

from tests import factories
from tests.locks import row_holder
from tests.refusals.factories import refused_registration
from tiepdan.refusals import actions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("issue_notice", {"document_number": "1/TB", "legal_basis": "Điều 9", "issued_on": None}),
        ("note_explanation", {"explained_by": "Bình", "explained_on": None}),
    ],
)
def test_act_waits_for_the_registration(act, values):
    registration, by = refused_registration(), factories.UserFactory()
    days = {name: timezone.localdate() if value is None else value for name, value in values.items()}

    with row_holder() as hold:
        hold(registration)
        with pytest.raises(OperationalError, match="lock timeout"):
            getattr(actions, act)(registration, by=by, **days)
