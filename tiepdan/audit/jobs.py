"""Sealing the audit."""

from procrastinate.contrib.django import app

from tiepdan.audit import sealing


@app.periodic(cron="* * * * *")
@app.task(queue="audit", queueing_lock="audit.seal", pass_context=False)
def seal_new_entries(timestamp: int) -> None:  # noqa: ARG001 -- framework signature
    """Seals the entries of all finished transactions into the chain (niêm phong nhật ký).

    Raises: nothing.
    """
    sealing.seal()
