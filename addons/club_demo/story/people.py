"""Contacts drawn from the lists of names: always the same ones, for a fixed seed."""

import unicodedata

from .names import (
    COMPANY_FORMS,
    FIRST_NAMES,
    INTEGRATOR_FORMS,
    JOBS,
    LAST_NAMES,
    PLACE_WORDS,
    PUBLIC_FORMS,
)
from .places import ESTATES, MOBILE, PHONES, STREETS, TERRITORY

# (headcount from, to, weight)
HEADCOUNTS = ((8, 49, 4), (50, 249, 5), (250, 999, 3), (1000, 4200, 1))


def ascii_slug(text):
    """``Hélène Da Silva`` gives ``helene.da-silva``, for an address."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    first, _, rest = plain.lower().replace("'", "").partition(" ")
    return f"{first}.{rest.replace(' ', '-')}" if rest else first


def fictitious_siret(number):
    """A SIRET with a valid check digit in a range no company is given (000…)."""
    body = f"000{number:05d}"
    siren = body + _luhn_digit(body)
    nic = siren + "0001"
    return nic + _luhn_digit(nic)


def _luhn_digit(body):
    total = 0
    for position, char in enumerate(reversed(body)):
        digit = int(char) * (2 if position % 2 == 0 else 1)
        total += digit - 9 if digit > 9 else digit
    return str(-total % 10)


class Directory:
    """Hands out new people and organisations, never the same name twice."""

    def __init__(self, rng):
        self.rng = rng
        self.regions = {
            region.code: region for group in TERRITORY.values() for region in group
        }
        self._people = [f"{f} {n}" for f in FIRST_NAMES for n in LAST_NAMES]
        rng.shuffle(self._people)
        firms = [(form, w) for form in COMPANY_FORMS for w in PLACE_WORDS]
        rng.shuffle(firms)
        self._firms = firms
        bodies = [(form, w) for form in PUBLIC_FORMS for w in PLACE_WORDS]
        rng.shuffle(bodies)
        self._bodies = bodies
        self._integrators = list(PLACE_WORDS)
        rng.shuffle(self._integrators)
        self._sirets = 10000

    def region(self):
        """A region code, the larger ones more often."""
        weights = [region.weight for region in self.regions.values()]
        return self.rng.choices(list(self.regions), weights)[0]

    def headcount(self):
        low, high, _weight = self.rng.choices(
            HEADCOUNTS, [weight for *_bounds, weight in HEADCOUNTS]
        )[0]
        return self.rng.randint(low, high)

    def person(self, region):
        name = self._people.pop()
        values = {"name": name, "is_company": False, **self._address(region, STREETS)}
        values["phone"] = self._phone(MOBILE)
        # Some members never gave an address for mail: letters exist for them.
        if self.rng.random() > 0.06:
            values["email"] = f"{ascii_slug(name)}@courriel.example"
        return values

    def company(self, region):
        return self._organisation(region, *self._firms.pop())

    def public_body(self, region):
        return self._organisation(region, *self._bodies.pop())

    def integrator(self, region):
        form = self.rng.choice(INTEGRATOR_FORMS)
        return self._organisation(region, form, self._integrators.pop())

    def contact_of(self, organisation):
        """The person who represents an organisation, as a contact of it."""
        name = self._people.pop()
        domain = organisation["email"].partition("@")[2]
        return {
            "name": name,
            "is_company": False,
            "type": "contact",
            "function": self.rng.choice(JOBS),
            "email": f"{ascii_slug(name)}@{domain}",
            "phone": organisation["phone"],
            "lang": organisation["lang"],
        }

    def home_in(self, region):
        """Where somebody lives who moved to a region."""
        return self._address(region, STREETS)

    def _organisation(self, region, form, word):
        name = form.format(word)
        if word[0] in "AEIOUYÉ":
            name = name.replace(f" de {word}", f" d'{word}")
        self._sirets += self.rng.randint(3, 40)
        slug = ascii_slug(name).replace(".", "-")
        return {
            "name": name,
            "is_company": True,
            **self._address(region, ESTATES),
            "phone": self._phone(PHONES[self.regions[region].zone]),
            "email": f"contact@{slug}.example",
            "company_registry": fictitious_siret(self._sirets),
        }

    def _address(self, region, streets):
        postcode, town = self.rng.choice(self.regions[region].addresses())
        return {
            "street": f"{self.rng.randint(1, 140)} {self.rng.choice(streets)}",
            "zip": postcode,
            "city": town,
            "lang": "fr_FR",
        }

    def _phone(self, block):
        return f"{block} {self.rng.randint(0, 99):02d} {self.rng.randint(0, 99):02d}"
