"""The lock of a case, held from a second connection: the action must wait for it."""

import pytest
from django.db import OperationalError

from tests.factories import CaseFactory, UserFactory
from tests.locks import row_holder
from tiepdan.cases import actions
from tiepdan.cases.parts import Part
from tiepdan.law.kinds import MatterKind

pytestmark = pytest.mark.django_db(transaction=True)


def test_route_waits_for_the_case():
    case, by = CaseFactory(), UserFactory(coordinator=True)

    with row_holder() as hold:
        hold(case)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.route(case, by=by, desk="administration")


def test_splitting_before_the_hearing_waits_for_the_case():
    case, by = CaseFactory(), UserFactory(coordinator=True)
    parts = [Part(MatterKind.RECOMMENDATION_OR_FEEDBACK, "Sửa đường")]

    with row_holder() as hold:
        hold(case)
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.split_before_hearing(case, parts, by=by)
