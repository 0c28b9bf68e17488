from pathlib import Path

from cryptography.fernet import Fernet

from tiepdan.cli import secrets


def test_secrets_are_readable_by_their_owner_only_when_made(tmp_path: Path) -> None:
    path = tmp_path / "secrets.env"

    made = secrets.read_or_make(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert set(made) == set(secrets.MAKERS)
    assert (
        Fernet(made["IDENTITY_KEY"]).decrypt(Fernet(made["IDENTITY_KEY"]).encrypt(b"049085000001")) == b"049085000001"
    )


def test_secrets_stay_the_same_when_read_again(tmp_path: Path) -> None:
    first = secrets.read_or_make(tmp_path / "secrets.env")

    assert secrets.read_or_make(tmp_path / "secrets.env") == first


def test_secrets_keep_what_is_there_when_one_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "secrets.env"
    path.write_text("IDENTITY_KEY=kept\nOPERATORS_OWN=also kept\n")

    made = secrets.read_or_make(path)

    assert (made["IDENTITY_KEY"], made["OPERATORS_OWN"]) == ("kept", "also kept")
    assert len(made["SECRET_KEY"]) > 40
    assert secrets.read_or_make(path) == made
