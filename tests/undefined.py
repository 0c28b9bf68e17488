"""Makes an undefined variable of one of our templates fail the test that renders it."""

import sys
from types import FrameType

from django.conf import settings


class UndefinedVariable(Exception):
    """A template asked for something that its view did not give."""


class Undefined(str):
    """Django puts the name of the variable into this text with `%`; in our own templates that raises."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        template = _template(sys._getframe(1))
        if template.startswith(str(settings.BASE_DIR / "tiepdan")):
            raise UndefinedVariable(f"{template}: {variable}")
        return ""  # other people's templates rely on it


def _template(frame: FrameType | None) -> str:
    """The file of the template node that is being rendered."""
    while frame is not None:
        origin = getattr(frame.f_locals.get("self"), "origin", None)
        if origin is not None:
            return str(origin.name)
        frame = frame.f_back
    return ""
