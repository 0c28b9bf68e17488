"""The one exception of this folder: a question that the law does not let us answer (từ chối trả lời)."""

from __future__ import annotations

from tiepdan.law.sources import LegalSource


class RuleRefused(Exception):
    """A rule cannot be applied to these facts (không áp dụng được quy định).

    `code` is English and stable; `message` is Vietnamese and ends with the article, when there is one.
    """

    def __init__(self, code: str, message: str, source: LegalSource | None = None) -> None:
        """Keeps the three parts apart, so that a page can show the article by itself.

        Source: house-style § 8 (error code, message for the person).
        """
        self.code = code
        self.source = source
        self.message = message if source is None else f"{message} ({source})."
        super().__init__(self.message)
