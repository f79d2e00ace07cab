"""Bars that compare amounts: how long each is drawn."""

from collections.abc import Sequence


def lengths(amounts: Sequence[float], full: float = 100.0) -> list[float]:
    """How long the bar of each amount is.

    :param amounts: any; what is below zero is drawn as nothing
    :param full: length of the largest
    :return: one length per amount, with one decimal
    """
    largest = max((amount for amount in amounts), default=0.0)
    if largest <= 0:
        return [0.0 for _amount in amounts]
    return [round(full * max(amount, 0.0) / largest, 1) for amount in amounts]
