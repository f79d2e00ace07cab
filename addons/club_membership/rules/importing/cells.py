"""Turn one cell into the value its column asks for."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from stdnum.fr import siret as siret_rule

from .columns import fold
from .dates import WINDOWS_EPOCH, parse_date
from .issue import CellError
from .numbers import is_scientific, parse_count, parse_decimal

Value = str | int | bool | Decimal | date

LONGEST: Final = 250
# Local part and domain as mail systems use them, not all that RFC 5322 allows.
_EMAIL = re.compile(
    r"(?=.{3,254}$)(?=.{1,64}@)[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*"
    r"@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}",
    re.IGNORECASE | re.ASCII,
)
_TRUE: Final = frozenset(
    {"1", "x", "oui", "o", "yes", "y", "true", "vrai", "ok"}
    | {"paye", "payee", "regle", "reglee", "a jour"}
)
_FALSE: Final = frozenset(
    {"0", "non", "n", "no", "false", "faux", "impaye", "impayee", "non paye"}
)
_PERSON: Final = frozenset(
    {"person", "individual", "natural", "natural person", "p", "pp"}
    | {"personne", "personne physique", "physique", "particulier", "individu"}
    | {"m", "mr", "mme", "mlle"}
)
_COMPANY: Final = frozenset(
    {"company", "organisation", "organization", "legal entity", "legal person"}
    | {"entreprise", "societe", "organisme", "association", "collectivite"}
    | {"structure", "personne morale", "morale", "pm"}
)


@dataclass(frozen=True)
class Context:
    """What reading a cell depends on, besides the cell.

    :param today: births lie before it
    :param country: code of the country of rows that name none
    """

    today: date
    country: str = "FR"
    epoch: datetime = WINDOWS_EPOCH


def to_text(value: object, _context: Context) -> str:
    """Return a text; whole numbers of a spreadsheet lose their ``.0``."""
    if isinstance(value, datetime | date):
        text = value.isoformat()[:10]
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    else:
        text = str(value)
    if len(text) > LONGEST:
        raise CellError("too_long", maximum=LONGEST)
    return text


def to_code(value: object, context: Context) -> str:
    """Return a number people quote (member, telephone, SIRET), as text."""
    text = to_text(value, context)
    if is_scientific(text):
        raise CellError("scientific")
    return text


def to_email(value: object, _context: Context) -> str:
    """Return an address in small letters."""
    text = str(value).removeprefix("mailto:").strip("<>").lower()
    if _EMAIL.fullmatch(text):
        return text
    if text.count("@") > 1 and re.search(r"[\s;,/]", text):
        raise CellError("email_many")
    raise CellError("email_invalid")


def to_siret(value: object, context: Context) -> str:
    """Return fourteen digits with their check digit verified (Luhn, INSEE)."""
    digits = re.sub(r"[\s.\-]", "", to_code(value, context))
    if isinstance(value, int | float) and len(digits) == 13:
        # A spreadsheet drops the leading zero of a number.
        digits = "0" + digits
    if digits.isdecimal() and len(digits) == 9:
        raise CellError("siret_is_siren")
    if not siret_rule.is_valid(digits):
        raise CellError("siret_invalid")
    return digits


def to_boolean(value: object, _context: Context) -> bool:
    if isinstance(value, bool):
        return value
    word = fold(str(int(value)) if isinstance(value, float) else str(value))
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise CellError("boolean_unreadable")


def to_kind(value: object, _context: Context) -> str:
    """Return ``person`` or ``company``."""
    word = fold(str(value))
    if word in _PERSON:
        return "person"
    if word in _COMPANY:
        return "company"
    raise CellError("kind_unknown")


def to_date(value: object, context: Context) -> date:
    return parse_date(value, context.today, epoch=context.epoch)


def to_birth_date(value: object, context: Context) -> date:
    return parse_date(value, context.today, birth=True, epoch=context.epoch)


def to_amount(value: object, _context: Context) -> Decimal:
    return parse_decimal(value)


def to_positive_amount(value: object, _context: Context) -> Decimal:
    amount = parse_decimal(value)
    if amount < 0:
        raise CellError("number_negative")
    return amount


def to_count(value: object, _context: Context) -> int:
    return parse_count(value)


CONVERTERS: Final[dict[str, Callable[[object, Context], Value]]] = {
    "number": to_code,
    "phone": to_code,
    "kind": to_kind,
    "email": to_email,
    "birth_date": to_birth_date,
    "siret": to_siret,
    "headcount": to_count,
    "seats": to_count,
    "chosen_amount": to_positive_amount,
    "joined_on": to_date,
    "period_from": to_date,
    "period_to": to_date,
    "opening_balance": to_amount,
    "paid": to_boolean,
}
