"""A person as he or she declares to the office, before anything is stored."""

from dataclasses import asdict, dataclass
from datetime import date

DAYS = ("born_on", "identity_issued_on")


@dataclass(frozen=True)
class DeclaredPerson:
    """Name, address and one of four identity numbers, as LTCD Đ7.2.a asks (nhân thân tự khai).

    Day and place of issue are asked for by forms 01/TCD and 02/TCD only, so nobody has to state them.
    """

    full_name: str
    address: str
    identity_kind: str
    identity_number: str
    phone: str
    email: str = ""
    born_on: date | None = None
    identity_issued_on: date | None = None
    identity_issue_place: str = ""

    def as_words(self) -> dict[str, str]:
        """The same as text only, for an envelope or a draft."""
        return {key: "" if value is None else str(value) for key, value in asdict(self).items()}

    @classmethod
    def from_words(cls, words: dict[str, str]) -> "DeclaredPerson":
        """What `as_words` made."""
        days = {name: date.fromisoformat(words[name]) if words.get(name) else None for name in DAYS}
        return cls(**{**words, **days})  # type: ignore[arg-type]
