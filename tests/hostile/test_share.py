"""The quick check's share of the hostile requests: nothing is left out for good."""

from tests.hostile.share import ONE_IN, Share, share_of_this_run


def test_seeds_one_after_another_leave_nothing_out():
    asked = [number for seed in range(40, 43) for number in Share(3, seed).of(range(10))]

    assert sorted(asked) == list(range(10))


def test_lists_that_begin_alike_do_not_lose_the_same_part():
    asked = [number for turn in range(3) for number in Share(3, 7).of(range(4), turn)]

    assert sorted(asked) == list(range(4))


def test_everything_is_asked_when_nobody_says_otherwise(monkeypatch):
    monkeypatch.delenv(ONE_IN, raising=False)

    assert share_of_this_run(7).of(range(10)) == list(range(10))
