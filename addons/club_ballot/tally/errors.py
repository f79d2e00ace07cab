"""What cannot be read or counted: codes with figures, never sentences."""


class TallyError(ValueError):
    """The votes cannot be counted; ``code`` says why, the caller finds the words.

    :param ballot: which ballot, counted from 1 in the order given; 0 when the fault
        is not in a ballot
    :param figures: what the sentence needs: options, limits
    """

    def __init__(self, code: str, ballot: int = 0, **figures: object) -> None:
        details = "".join(f" {name}={value}" for name, value in figures.items())
        super().__init__((f"ballot {ballot}: " if ballot else "") + code + details)
        self.code = code
        self.ballot = ballot
        self.figures = figures


class PabulibError(ValueError):
    """The file does not keep to the format; ``code`` says how, ``line`` where.

    :param line: counted from 1; for a field over several lines, its last
    :param figures: what the sentence needs: fields, values, limits
    """

    def __init__(self, line: int, code: str, **figures: object) -> None:
        details = "".join(f" {name}={value}" for name, value in figures.items())
        super().__init__(f"line {line}: {code}{details}")
        self.line = line
        self.code = code
        self.figures = figures
