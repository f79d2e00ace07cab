"""The records that ``{names}`` in the table of routes stand for."""

from .route_case import record


@record("anna")
def _anna(case):
    """Anna's membership."""
    return case.anna


@record("acme")
def _acme(case):
    """The membership of Acme, which Anna manages."""
    return case.acme
