"""The secret by which a citizen follows a matter: 16 letters of an alphabet without look-alikes, 78 bits."""

import re
import secrets
import unicodedata

LETTERS = "23456789ABCDEFGHJKMNPQRTUVWXYZ"
LENGTH = 16
LOOK_ALIKE = str.maketrans({"S": "5", "Đ": "D"})


def new_code() -> str:
    """A code that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))


def clean_code(typed: str) -> str | None:
    """The code meant by what a person typed (lower case, spaces, dashes, S for 5), or None if it can be none."""
    letters = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", typed)).upper().translate(LOOK_ALIKE)
    is_code = len(letters) == LENGTH and all(letter in LETTERS for letter in letters)
    return letters if is_code else None
