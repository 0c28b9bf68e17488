"""The one way a command ends early."""


class Stop(Exception):
    """Says in one sentence what is wrong and what to do; printed without a trace, exit status 1."""
