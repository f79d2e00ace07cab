"""What volunteers' hours are worth: whole minutes at a rate, in whole cents."""

from decimal import ROUND_HALF_UP, Decimal

MINUTES_PER_HOUR = 60
CENT = Decimal("0.01")


def worth(minutes: int, rate: float) -> float:
    """Value of working time, rounded once, half a cent upwards.

    :param minutes: whole minutes, all people together
    :param rate: money per hour
    :return: money, in whole cents
    """
    value = Decimal(minutes) * Decimal(str(rate)) / MINUTES_PER_HOUR
    return float(value.quantize(CENT, rounding=ROUND_HALF_UP))
