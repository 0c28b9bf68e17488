"""Which stored files some row names. Each step that keeps files says so when the program starts."""

from collections.abc import Callable

Held = Callable[[set[str]], set[str]]
_HELD: list[Held] = []


def register_keeper(held: Held) -> None:
    """Let `held(names)` say which of these files its rows name, so that the sweep leaves them."""
    _HELD.append(held)


def not_held(names: set[str]) -> set[str]:
    """Those that no row of any step names."""
    return names.difference(*(held(names) for held in _HELD))
