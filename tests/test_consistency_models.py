"""House rules on tables and states (house-style §§ 3.1, 4, 7)."""

import importlib

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import models

from tests.source_tree import ROOT

NAMES_BY_DJANGO = {"last_login", "date_joined"}
STATUS_ENDINGS = ("Status", "Admission")

Moves = dict[str, frozenset[str]]


# ── Fields ────────────────────────────────────────────────────────────────────
def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("tiepdan.")]


def names_without_unit(tables: list[type[models.Model]]) -> list[str]:
    """A moment ends with `_at`, a day of the calendar with `_on`; nothing else may."""
    return [str(field) for model in tables for field in own_fields(model) if not has_its_ending(field)]


def own_fields(model: type[models.Model]) -> list[models.Field]:
    fields = [field for field in model._meta.get_fields() if isinstance(field, models.Field)]
    return [field for field in fields if field.name not in NAMES_BY_DJANGO]


def has_its_ending(field: models.Field) -> bool:
    is_moment = isinstance(field, models.DateTimeField)
    is_day = isinstance(field, models.DateField) and not is_moment
    return (field.name == "at" or field.name.endswith("_at")) == is_moment and field.name.endswith("_on") == is_day


def relations_that_delete(tables: list[type[models.Model]]) -> list[str]:
    """Nothing of record is deleted because something else is."""
    relations = [
        field for model in tables for field in own_fields(model) if field.remote_field and not field.many_to_many
    ]
    return [str(field) for field in relations if field.remote_field.on_delete is not models.PROTECT]


def test_every_moment_and_every_day_says_so():
    assert names_without_unit(our_models()) == []


def test_nothing_of_record_is_deleted_with_something_else():
    assert relations_that_delete(our_models()) == []


class Paper(models.Model):
    at = models.DateTimeField()
    kept_on = models.DateField()
    kept_at = models.DateField()
    deadline = models.DateField()
    begun = models.DateTimeField()
    moved_on = models.CharField(max_length=1)
    safe = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+")
    unsafe = models.ForeignKey("self", on_delete=models.CASCADE, related_name="+")

    class Meta:
        app_label = "tried_out"
        apps = Apps()

    def __str__(self) -> str:
        return "paper"


def test_field_without_its_unit_is_found():
    assert names_without_unit([Paper]) == [
        "tried_out.Paper.kept_at",
        "tried_out.Paper.deadline",
        "tried_out.Paper.begun",
        "tried_out.Paper.moved_on",
    ]


def test_relation_that_deletes_is_found():
    assert relations_that_delete([Paper]) == ["tried_out.Paper.unsafe"]


# ── States ────────────────────────────────────────────────────────────────────
def tables_of_moves() -> dict[str, Moves]:
    """Every dictionary from states to sets of states in the enums of the path, by the name of its enum."""
    return {
        f"{module.__name__}.{type(next(iter(moves))).__name__}": moves
        for module in enum_modules()
        for moves in vars(module).values()
        if isinstance(moves, dict) and moves and all(isinstance(targets, frozenset) for targets in moves.values())
    }


def enum_modules():
    names = sorted(path.parent.name for path in (ROOT / "tiepdan").glob("*/enums.py"))
    return [importlib.import_module(f"tiepdan.{name}.enums") for name in names]


def enums_that_move() -> dict[str, list[str]]:
    """Every enum that is a state by its name, with its states in their order."""
    return {
        f"{module.__name__}.{enum.__name__}": list(enum)
        for module in enum_modules()
        for enum in vars(module).values()
        if isinstance(enum, type) and issubclass(enum, models.TextChoices) and enum.__module__ == module.__name__
        if enum.__name__.endswith(STATUS_ENDINGS)
    }


def faults_of(states: list[str], moves: Moves) -> list[str]:
    """States without a line, lines and targets that are no states, states that no row can ever be in."""
    targets = frozenset().union(*moves.values())
    reached = reachable_from(states[0], moves)
    return [
        *(f"{state} has no line" for state in states if state not in moves),
        *(f"{state} is no state" for state in sorted({*moves, *targets} - set(states))),
        *(f"{state} is never reached" for state in states if state not in reached),
    ]


def reachable_from(first: str, moves: Moves) -> set[str]:
    reached, ahead = {first}, [first]
    while ahead:
        new = moves.get(ahead.pop(), frozenset()) - reached
        reached |= new
        ahead += new
    return reached


def test_every_enum_of_states_has_its_table_of_moves():
    assert sorted(enums_that_move()) == sorted(tables_of_moves())


@pytest.mark.parametrize("name", sorted(enums_that_move()))
def test_every_state_has_its_moves_and_is_reached(name):
    assert faults_of(enums_that_move()[name], tables_of_moves()[name]) == []


def test_faults_of_a_table_are_found():
    good = {"draft": frozenset({"signed"}), "signed": frozenset()}
    bad = {"draft": frozenset({"signd"}), "signed": frozenset({"draft"})}

    assert faults_of(["draft", "signed"], good) == []
    assert faults_of(["draft", "signed", "lost"], bad) == [
        "lost has no line",
        "signd is no state",
        "signed is never reached",
        "lost is never reached",
    ]
