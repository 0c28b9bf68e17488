"""The hash chain over the audit: seal what is finished, check what was sealed."""

import hashlib
import json

from django.db import connection, models, transaction
from django.utils import timezone

from tiepdan.audit.models import AuditEntry, AuditSeal

FIRST_HASH = "0" * 64
LOCK_KEY = 7_154_2026


@transaction.atomic
def seal() -> AuditSeal | None:
    """Seal every entry of transactions that ended since the last seal; None when there is none.

    One sealer at a time (advisory lock). An entry of a transaction that still runs waits for the next seal, so the
    order of the chain is the order of transaction numbers, whatever the order of commits.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_KEY])
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        oldest_running = cursor.fetchone()[0]
    last = AuditSeal.objects.order_by("-last_transaction_number").first()
    entries = entries_between(last.last_transaction_number if last else 0, oldest_running - 1)
    if not entries:
        return None
    previous = last.seal_hash if last else FIRST_HASH
    return AuditSeal.objects.create(
        sealed_at=timezone.now(),
        last_transaction_number=entries[-1].transaction_number,
        entries=len(entries),
        previous_hash=previous,
        seal_hash=hash_of(previous, entries),
    )


def first_broken_seal() -> AuditSeal | None:
    """The first seal that no longer fits its entries or its predecessor; None when the whole chain holds."""
    previous_hash, previous_number = FIRST_HASH, 0
    for one in AuditSeal.objects.order_by("last_transaction_number"):
        entries = entries_between(previous_number, one.last_transaction_number)
        fits = one.previous_hash == previous_hash and one.entries == len(entries)
        if not fits or one.seal_hash != hash_of(previous_hash, entries):
            return one
        previous_hash, previous_number = one.seal_hash, one.last_transaction_number
    return None


def entries_between(after: int, until: int) -> list[AuditEntry]:
    """Entries of transactions numbered after `after` and up to `until`, in sealing order."""
    inside = models.Q(transaction_number__gt=after, transaction_number__lte=until)
    return list(AuditEntry.objects.filter(inside).order_by("transaction_number", "id"))


def hash_of(previous: str, entries: list[AuditEntry]) -> str:
    """SHA-256 over the previous hash and each entry's canonical JSON (keys sorted, no spaces, UTF-8), 64 hex digits."""
    digest = hashlib.sha256(bytes.fromhex(previous))
    for entry in entries:
        fields = {
            "id": entry.id,
            "at": entry.at.isoformat(),
            "actor": entry.actor_id,
            "verb": entry.verb,
            "subject": entry.subject,
            "detail": entry.detail,
        }
        digest.update(json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())
    return digest.hexdigest()
