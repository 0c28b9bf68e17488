import pytest
from django.db import OperationalError

from tests.factories import RegistrationFactory, UserFactory
from tests.locks import row_holder
from tests.registrations.factories import upload
from tiepdan.papers import actions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "act",
    [
        lambda row, by: actions.give_receipt(row, by=by, papers=[], place="Xã"),
        lambda row, by: actions.add_paper(row, by=by, title="Đơn", condition="copy", uploaded=upload()),
    ],
    ids=["give_receipt", "add_paper"],
)
def test_each_act_on_papers_waits_for_the_registration(act, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    registration, by = RegistrationFactory(), UserFactory(site_officer=True)

    with row_holder() as hold:
        hold(registration)
        with pytest.raises(OperationalError, match="lock timeout"):
            act(registration, by)
