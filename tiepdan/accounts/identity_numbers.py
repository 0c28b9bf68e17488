"""Identity numbers at rest: encrypted, with a keyed blind index for look-up (design.md § 6)."""

import hashlib
import hmac

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal(number: str) -> bytes:
    """Encrypt a number with the newest identity key (Fernet: AES-128-CBC and HMAC-SHA-256)."""
    return _box().encrypt(number.encode())


def unseal(sealed: bytes) -> str:
    """Decrypt what `seal` made, with any of the configured keys.

    Raises: cryptography.fernet.InvalidToken when no key fits.
    """
    return _box().decrypt(sealed).decode()


def blind_index(number: str) -> str:
    """Keyed HMAC-SHA-256 of the number, 64 hexadecimal digits: equal numbers meet, nobody can read them back."""
    return hmac.new(settings.IDENTITY_INDEX_KEY.encode(), number.upper().encode(), hashlib.sha256).hexdigest()


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.IDENTITY_KEYS])
