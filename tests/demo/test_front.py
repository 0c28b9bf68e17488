import pytest

from tests.factories import RegistrationFactory, UserFactory
from tiepdan.demo.people import citizen_entries

pytestmark = pytest.mark.django_db
MIDDLEWARE = "tiepdan.demo.front.FrontPageMiddleware"


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    settings.BASE_URL = "http://localhost:8000"
    settings.MIDDLEWARE = [*(one for one in settings.MIDDLEWARE if one != MIDDLEWARE), MIDDLEWARE]


def test_bare_host_of_the_demo_lists_its_people(client, demo):
    binh = UserFactory(full_name="Lê Thị Bình")

    page = client.get("/", HTTP_HOST="localhost:8000").text

    assert binh.full_name in page
    assert f'action="http://{binh.username}.localhost:8000/demo/vao/"' in page


@pytest.mark.parametrize(("denunciation", "path"), [(False, "/tra-cuu/"), (True, "/tra-cuu/to-cao/")])
def test_each_citizen_is_led_to_the_page_where_the_code_opens_the_matter(demo, denunciation, path):
    RegistrationFactory(**({"denunciation": True} if denunciation else {}))

    [citizen] = citizen_entries()

    assert citizen["page"] == f"http://cong-dan-1.localhost:8000{path}"


def test_own_host_of_a_citizen_shows_the_public_front_page(client, demo):
    page = client.get("/", HTTP_HOST="cong-dan-1.localhost:8000").text

    assert "Xem lịch tiếp" in page
    assert "/demo/vao/" not in page


def test_bare_host_outside_the_demo_shows_the_public_front_page(client, demo, settings):
    settings.DEMO = False

    page = client.get("/", HTTP_HOST="localhost:8000").text

    assert "/demo/vao/" not in page
