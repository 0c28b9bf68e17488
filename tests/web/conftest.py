import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def _pages_of_web(settings):
    settings.ROOT_URLCONF = "tests.web.urls"


@pytest.fixture
def visitor() -> Client:
    """Somebody without an account, whose browser shows what the server answers."""
    return Client(raise_request_exception=False)


@pytest.fixture
def binh(db):
    """Officer Bình of the central office."""
    from tiepdan.accounts.enums import Role
    from tiepdan.accounts.models import User

    return User.objects.create_user(
        "binh", password="ban-tiep-dan-2026", role=Role.COORDINATOR, full_name="Trần Văn Bình"
    )
