"""Only actions write, only doors and actions fetch rows, every write names its columns (house-style §§ 0, 2.1, 7)."""

import ast
from collections.abc import Iterator

import pytest

from tests.source_tree import ROOT, Source, Tree, planted

HERE = Tree(ROOT)
ALWAYS_WRITES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "abulk_create", "aget_or_create"}
WRITES_BY_KEYWORD = {"create", "update", "acreate", "aupdate"}
WRITES_WITHOUT_ARGUMENT = {"save", "delete", "asave", "adelete"}
STATEMENTS = ("INSERT ", "UPDATE ", "DELETE ", "TRUNCATE ", "MERGE ")

WRITERS: dict[str, str] = {
    "tiepdan/audit/sealing.py": "the one write to the table of seals, under its own advisory lock",
}
FETCHERS = {"access.py", "actions.py", "queries.py", "jobs.py", "models.py"}
FETCHES_BEHIND_A_DOOR: dict[str, str] = {
    "tiepdan/audit/sealing.py": "run by the clock and by `tiepdan verify`",
    "tiepdan/places/calendars.py": "the one reading of the holidays, for everybody alike",
    "tiepdan/rooms/reconciler.py": "run by the clock: compares all rows with LiveKit",
    "tiepdan/hearings/clock.py": "run by the worker for every open hearing",
    "tiepdan/recordings/supervisor.py": "run by the worker for every open hearing",
    "tiepdan/hearings/stage.py": "a part of the State of a room, asked for once rooms.access has opened the room",
    "tiepdan/recordings/stage.py": "a part of the State of a room, asked for once rooms.access has opened the room",
    "tiepdan/readiness/reception.py": "what the action of a check measures, under the action's own lock",
    "tiepdan/registrations/offers.py": "places of the published sessions: what everybody may see",
    "tiepdan/cli/demo.py": "asks whether the database is empty, before any page is served",
}
FETCHES_IN_THE_DEMO = "tiepdan/demo/"  # plays all the people of the province; shut outside of the demo
MASTER_DATA = {"User", "Agency", "Office"}
"""The house's own people, bodies and places: a form may offer them, they hold nothing of a citizen."""


def writes_in(source: Source) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_write(node, node.func.attr):
            yield node, node.func.attr


def is_write(call: ast.Call, name: str) -> bool:
    """Rows are made and changed by keyword and saved without content; files, hashes and dictionaries are not."""
    if name in ALWAYS_WRITES:
        return True
    if name in WRITES_BY_KEYWORD:
        return bool(call.keywords) and not call.args
    if name in WRITES_WITHOUT_ARGUMENT:
        return not call.args
    return name == "execute" and bool(call.args) and is_statement(call.args[0])


def is_statement(text: ast.expr) -> bool:
    return isinstance(text, ast.Constant) and str(text.value).lstrip().upper().startswith(STATEMENTS)


def writes_outside_actions(tree: Tree) -> list[str]:
    others = [s for s in tree.python() if s.path.name != "actions.py" and s.name not in WRITERS]
    return [source.at(node, name) for source in others for node, name in writes_in(source)]


def saves_without_columns(tree: Tree) -> list[str]:
    """`save()` writes every column, also those that another request has changed meanwhile. A new row has no others."""
    return [
        source.at(node)
        for source in tree.python()
        for node, name in writes_in(source)
        if name in {"save", "asave"} and not {"update_fields", "force_insert"} & {word.arg for word in node.keywords}
        if source.name not in WRITERS
    ]


def rows_fetched_past_the_doors(tree: Tree) -> list[str]:
    return [
        source.at(node, ast.unparse(node))
        for source in tree.python()
        if source.path.name not in FETCHERS and source.name not in FETCHES_BEHIND_A_DOOR
        if not source.name.startswith(FETCHES_IN_THE_DEMO)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
        if not (source.path.name.endswith("forms.py") and is_offer(source, node))
    ]


def is_offer(source: Source, manager: ast.Attribute) -> bool:
    """Master data, or nothing yet: `.objects.none()` of a field whose choices come from a door."""
    if isinstance(manager.value, ast.Name) and manager.value.id in MASTER_DATA:
        return True
    return any(isinstance(n, ast.Attribute) and n.value is manager and n.attr == "none" for n in ast.walk(source.tree))


def actions_without_transaction(tree: Tree) -> list[str]:
    """An action that writes and is not atomic leaves half an act behind. One statement is atomic by itself."""
    return [
        source.at(function, function.name)
        for source in tree.python()
        if source.path.name == "actions.py"
        for function in source.tree.body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        if len(writes_of(function)) > 1 and not is_atomic(function)
    ]


def writes_of(function: ast.FunctionDef) -> list[ast.Call]:
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return [c for c in calls if (isinstance(c.func, ast.Attribute) and is_write(c, c.func.attr)) or is_entry(c)]


def is_entry(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in {"record", "enqueue"}


def is_atomic(function: ast.FunctionDef) -> bool:
    decorated = any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list)
    return decorated or "transaction.atomic()" in ast.unparse(function)


def test_only_actions_write():
    assert writes_outside_actions(HERE) == []


def test_every_save_names_its_columns():
    assert saves_without_columns(HERE) == []


def test_rows_are_fetched_by_doors_actions_queries_and_jobs():
    assert rows_fetched_past_the_doors(HERE) == []


def test_every_action_is_one_transaction():
    assert actions_without_transaction(HERE) == []


@pytest.mark.parametrize("name", [*WRITERS, *FETCHES_BEHIND_A_DOOR])
def test_no_exception_outlives_its_file(name):
    source = next(source for source in HERE.python() if source.name == name)

    assert list(writes_in(source)) if name in WRITERS else ".objects" in source.text


@pytest.mark.parametrize(
    "line",
    [
        "Ticket.objects.create(number=1)",
        "tickets.filter(pk=1).update(number=2)",
        "ticket.save(update_fields=['number'])",
        "ticket.delete()",
        "Ticket.objects.bulk_create(rows)",
        "Ticket.objects.get_or_create(number=1)",
        "cursor.execute('update desk_ticket set number = 2')",
    ],
)
def test_write_outside_actions_is_found(tmp_path, line):
    rows = planted(tmp_path, {"tiepdan/desk/views.py": line + "\n", "tiepdan/desk/actions.py": line + "\n"})

    assert [found.split()[0] for found in writes_outside_actions(rows)] == ["tiepdan/desk/views.py:1"]


@pytest.mark.parametrize(
    "line",
    [
        "digest.update(b'x')",
        "names.update({'a': 1})",
        "image.save(path)",
        "asyncio.create_task(work())",
        "cursor.execute('SELECT 1')",
    ],
)
def test_write_to_something_else_is_let_through(tmp_path, line):
    assert writes_outside_actions(planted(tmp_path, {"tiepdan/desk/views.py": line + "\n"})) == []


def test_save_without_columns_is_found(tmp_path):
    good = "def move(ticket):\n    ticket.save(update_fields=['number'])\n    Ticket().save(force_insert=True)\n"

    assert saves_without_columns(planted(tmp_path, {"tiepdan/desk/actions.py": f"{good}    ticket.save()\n"})) == [
        "tiepdan/desk/actions.py:4"
    ]


def test_view_that_fetches_a_row_is_found(tmp_path):
    line = "tickets = QueueTicket.objects.all()\n"
    tree = planted(tmp_path, {"tiepdan/desk/views.py": line, "tiepdan/desk/access.py": line})

    assert rows_fetched_past_the_doors(tree) == ["tiepdan/desk/views.py:1 QueueTicket.objects"]


def test_form_may_offer_master_data_and_nothing_else(tmp_path):
    lines = "a = Office.objects.all()\nb = QueueTicket.objects.none()\nc = QueueTicket.objects.all()\n"

    tree = planted(tmp_path, {"tiepdan/desk/forms.py": lines})

    assert rows_fetched_past_the_doors(tree) == ["tiepdan/desk/forms.py:3 QueueTicket.objects"]


def test_action_in_two_transactions_is_found(tmp_path):
    body = "    ticket.save(update_fields=['number'])\n    record(by, 'desk.move', ticket)\n"
    good = f"@transaction.atomic\ndef move(ticket, by):\n{body}"
    tree = planted(tmp_path, {"tiepdan/desk/actions.py": f"{good}def call(ticket, by):\n{body}"})

    assert actions_without_transaction(tree) == ["tiepdan/desk/actions.py:5 call"]
