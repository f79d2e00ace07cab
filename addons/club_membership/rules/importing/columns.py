"""Which column of a file means what, in French and English.

Accents, capitals, underscores, punctuation and remarks in brackets do not count.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .issue import Issue

# canonical column: what people write above it, folded (see ``fold``)
SYNONYMS: Final[dict[str, str]] = {
    "number": "number, member number, membership number, member no, member id, "
    "numero, numero adherent, numero d adherent, numero d adhesion, n adherent, "
    "no adherent, num adherent, n d adherent, matricule, code adherent, "
    "identifiant, n adhesion, numero de membre, n membre",
    "name": "name, full name, member, member name, nom complet, nom et prenom, "
    "nom prenom, prenom nom, adherent, denomination, raison sociale, "
    "organisation, organization, company name, societe, structure, "
    "nom de l organisme, nom de la structure, display name",
    "first_name": "first name, firstname, given name, forename, prenom, prenoms",
    "last_name": "last name, lastname, surname, family name, nom, "
    "nom de famille, nom d usage, patronyme",
    "kind": "kind, member kind, person or company, nature, personne ou organisme, "
    "type de personne, qualite, physique ou morale",
    "email": "email, e mail, mail, email address, e mail address, courriel, mel, "
    "adresse email, adresse e mail, adresse mail, adresse electronique, "
    "adresse de courriel",
    "phone": "phone, telephone, tel, phone number, mobile, mobile phone, portable, "
    "tel portable, telephone portable, telephone fixe, numero de telephone, gsm",
    "street": "street, address, address 1, address line 1, street address, adresse, "
    "adresse 1, adresse postale, rue, voie, ligne d adresse 1",
    "street2": "street2, street 2, address 2, address line 2, adresse 2, complement, "
    "complement d adresse, complement adresse, ligne d adresse 2",
    "zip": "zip, zip code, zipcode, postcode, postal code, code postal, cp, c p",
    "city": "city, town, ville, commune, localite",
    "country": "country, country code, pays, code pays",
    "lang": "lang, language, langue",
    "birth_date": "birth date, birthdate, date of birth, birthday, born, "
    "date de naissance, naissance, ne le, nee le, ne e le, date naissance",
    "siret": "siret, n siret, numero siret, no siret, siret number, code siret",
    "section": "section, region, branch, chapter, antenne, delegation, comite, "
    "communaute regionale, section regionale, section code, code section",
    "type": "type, membership type, type of membership, category, type d adhesion, "
    "type adhesion, categorie, categorie d adherent, formule, college, "
    "type de cotisation",
    "headcount": "headcount, employees, staff, effectif, effectifs, "
    "nombre de salaries, nb salaries, salaries",
    "seats": "seats, seats bought, number of seats, places, nombre de places, "
    "nb places, sieges, nombre de sieges, licences",
    "chosen_amount": "chosen amount, amount, free amount, montant, montant choisi, "
    "montant libre, montant de la cotisation, cotisation, montant cotisation",
    "payer": "payer, paid by, payeur, tiers payeur, paye par, facture a, "
    "adherent payeur, bill to",
    "joined_on": "joined on, joined, member since, join date, date joined, "
    "date of joining, date d adhesion, date adhesion, date d entree, "
    "adherent depuis, adherente depuis, membre depuis, premiere adhesion",
    "period_from": "period from, from, valid from, start, start date, "
    "period start, debut, debut de periode, debut periode, date de debut, "
    "date debut, du, valable du, debut d adhesion",
    "period_to": "period to, to, until, valid to, valid until, end, end date, "
    "period end, expires, expires on, fin, fin de periode, fin periode, "
    "date de fin, date fin, au, valable jusqu au, valable au, echeance, "
    "fin d adhesion, date d echeance",
    "opening_balance": "opening balance, balance, amount due, outstanding, "
    "solde, solde initial, solde d ouverture, report, a nouveau, "
    "report a nouveau, reste du, reste a payer, montant du, impaye",
    "paid": "paid, paid up, is paid, paye, payee, regle, reglee, acquitte, "
    "a jour, a jour de cotisation, cotisation payee, cotisation reglee",
}
COLUMNS: Final = tuple(SYNONYMS)
# A row is somebody: a whole name, or at least a family name.
NAME_GROUP: Final = ("name", "last_name")

_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Header:
    """The recognised heading line.

    :param columns: canonical name per position, ``None`` for one not read
    :param titles: what the file writes, per position
    """

    columns: tuple[str | None, ...]
    titles: tuple[str, ...]
    issues: tuple[Issue, ...]

    @property
    def blocking(self) -> bool:
        return any(issue.blocking for issue in self.issues)


def fold(text: str) -> str:
    """Return the text in small unaccented letters and digits, single blanks."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _OTHER.sub(" ", plain.replace("º", "").replace("°", "")).strip()


_BY_SYNONYM: Final = {
    synonym.strip(): column
    for column, synonyms in SYNONYMS.items()
    for synonym in (*synonyms.split(","), column.replace("_", " "))
}


@lru_cache(maxsize=1024)
def canonical(title: str) -> str | None:
    """Return the canonical column a heading means, ``None`` if unknown."""
    return _BY_SYNONYM.get(fold(_BRACKETS.sub(" ", title))) or _BY_SYNONYM.get(
        fold(title)
    )


def recognised_count(titles: Iterable[str]) -> int:
    """Return how many different columns these headings name."""
    return len({canonical(title) for title in titles} - {None})


def read_header(
    row: int, titles: Sequence[str], required: Iterable[Sequence[str]] = (NAME_GROUP,)
) -> Header:
    """Recognise a heading line.

    :param required: groups of columns of which one at least must be there
    """
    columns = [canonical(title) for title in titles]
    issues: list[Issue] = []
    first: dict[str, str] = {}
    for index, (column, title) in enumerate(zip(columns, titles, strict=True)):
        if column is None:
            if title:
                issues.append(Issue(0, title, "column_unknown"))
        elif column in first:
            columns[index] = None
            params = {"other": first[column]}
            issues.append(Issue(row, title, "column_twice", params=params))
        else:
            first[column] = title
    for group in required:
        if not any(column in first for column in group):
            params = {"columns": " / ".join(group)}
            issues.append(Issue(row, "", "column_missing", params=params))
    return Header(tuple(columns), tuple(titles), tuple(issues))
