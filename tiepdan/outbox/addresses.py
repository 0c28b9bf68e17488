"""By which channel somebody is reached."""

from tiepdan.outbox.enums import Channel


def reached_by(email: str, phone: str) -> tuple[Channel, str] | None:
    """Channel and address, e-mail first; None when neither is known."""
    if email:
        return Channel.EMAIL, email
    return (Channel.SMS, phone) if phone else None
