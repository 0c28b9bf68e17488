"""A person as he or she declares to the office, before anything is stored."""

from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True)
class DeclaredPerson:
    """Name, address and one of four identity numbers, as LTCD Đ7.2.a asks (nhân thân tự khai)."""

    full_name: str
    address: str
    identity_kind: str
    identity_number: str
    phone: str
    email: str = ""
    born_on: date | None = None

    def as_words(self) -> dict[str, str]:
        """The same as text only, for an envelope or a draft."""
        return {key: "" if value is None else str(value) for key, value in asdict(self).items()}

    @classmethod
    def from_words(cls, words: dict[str, str]) -> "DeclaredPerson":
        """What `as_words` made."""
        born_on = words.get("born_on", "")
        return cls(**{**words, "born_on": date.fromisoformat(born_on) if born_on else None})  # type: ignore[arg-type]
