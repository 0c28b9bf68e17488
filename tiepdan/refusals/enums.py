"""Which clocks a refusal starts."""

NOTICE_CLOCK = frozenset({"C5"})
"""Form 01/TCD, started by `registrations.actions.refuse`, ended by `actions.issue_notice`."""
