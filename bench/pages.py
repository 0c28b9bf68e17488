"""The pages of the coordinator's menu, the session of today and the minutes of one turn are opened 20 times each, in
the made-up province, by Django's test client, in turns with the planner as it is set (`join_collapse_limit` 4) and as
PostgreSQL comes (8). `page_median_ms`: one page of all, with ours. `page_ratio`: the sum of the medians with ours, by
the sum with PostgreSQL's own."""

import statistics
import time
from collections import defaultdict

from bench import database

ROUNDS = 20
OURS, POSTGRESQLS = "RESET join_collapse_limit", "SET join_collapse_limit = 8"
POST = "django.core.mail.backends.locmem.EmailBackend"  # the province's notices must have gone out


def run() -> dict[str, float]:
    with database.fresh():
        from django.test.utils import override_settings

        with override_settings(ALLOWED_HOSTS=["testserver"], EMAIL_BACKEND=POST):
            return _measure()


def _measure() -> dict[str, float]:
    from django.db import connection, transaction
    from django.test import Client

    from tests.sign_in import sign_in
    from tiepdan.accounts.models import User
    from tiepdan.demo import province

    with transaction.atomic():
        province.load()
    client = sign_in(Client(), User.objects.filter(role="coordinator").earliest("pk"))
    took: dict[tuple[str, int], list[float]] = defaultdict(list)
    for turn in range(ROUNDS + 1):
        for path in _paths():
            for planner in (OURS, POSTGRESQLS):
                with connection.cursor() as cursor:
                    cursor.execute(planner)
                began = time.perf_counter()
                answer = client.get(path)
                seconds = time.perf_counter() - began
                assert answer.status_code == 200, path
                if turn:  # the first round fills caches
                    took[path, planner].append(seconds)
    medians = {key: statistics.median(all_of_it) for key, all_of_it in took.items()}
    ours = [seconds for (_path, planner), seconds in medians.items() if planner == OURS]
    other = [seconds for (_path, planner), seconds in medians.items() if planner == POSTGRESQLS]
    return {"page_median_ms": round(statistics.median(ours) * 1000, 1), "page_ratio": round(sum(ours) / sum(other), 3)}


def _paths() -> list[str]:
    from tiepdan.hearings.models import Hearing
    from tiepdan.schedule.models import ReceptionSession
    from tiepdan.web.navigation import DESK, OF_ROLE

    live = ReceptionSession.objects.get(status="live")
    turn = Hearing.objects.exclude(registration__case__kind="denunciation").filter(minutes__isnull=False).latest("pk")
    menu = [url for url, _label in OF_ROLE["coordinator"] if url != DESK[0]]  # which only leads to one of the others
    return [*menu, f"/quan-ly/phien/{live.pk}/", f"/quan-ly/san-sang/{live.pk}/", f"/quan-ly/bien-ban/{turn.pk}/"]
