"""The one error that a user may see."""

from django.utils.functional import Promise


class DomainError(Exception):
    """An act the rules do not allow now (thao tác không hợp lệ).

    `code` is stable and in English, for tests and logs; `message` is Vietnamese, for the person, and says what to do.
    """

    status = 409

    def __init__(self, code: str, message: str | Promise) -> None:
        super().__init__(code)
        self.code = code
        self.message = str(message)
