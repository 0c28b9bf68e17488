import pytest
from django.contrib.auth.models import Group

pytestmark = pytest.mark.django_db


def test_postgresql_refuses_when_a_get_writes(visitor):
    response = visitor.get("/write/")

    assert response.status_code == 500
    assert not Group.objects.exists()


def test_a_post_writes_when_the_same_view_is_asked(visitor):
    response = visitor.post("/write/", headers={"Origin": "http://testserver"})

    assert response.status_code == 200
    assert Group.objects.get().name == "written"


def test_a_get_writes_when_its_view_has_leave(visitor):
    response = visitor.get("/write-with-leave/")

    assert response.status_code == 200
    assert Group.objects.get().name == "written"


def test_a_later_write_succeeds_when_a_get_was_read_only(visitor):
    visitor.get("/")

    Group.objects.create(name="after")

    assert Group.objects.count() == 1
