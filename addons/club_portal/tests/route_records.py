"""The records that ``{names}`` in the table of routes stand for."""

from .route_case import record


@record("anna")
def _anna(case):
    """Anna's membership."""
    return case.anna


@record("bea")
def _bea(case):
    """The membership of another member."""
    return case.bea


@record("gone")
def _gone(case):
    """The membership of the lapsed member."""
    return case.gone


@record("kim")
def _kim(case):
    """The membership of Kim, a minor."""
    return case.kim


@record("acme")
def _acme(case):
    """The membership of Acme, which Anna manages."""
    return case.acme
