"""Amounts as people type them."""


def read_amount(text, largest=10**6):
    """An amount: ``12,50``, ``12.50`` or ``1 200``; 0 if it is none.

    :param largest: more than this is none
    """
    text = "".join((text or "").split()).replace(",", ".")[:12]
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return round(number, 2) if 0 < number < largest else 0.0
