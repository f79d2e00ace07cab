"""Records in one place of the access table, made by recipes registered per model."""

from dataclasses import dataclass
from itertools import count

RECIPES = {}
serial = count(1)


@dataclass
class Recipe:
    """How to make, read and change a record of one model."""

    values: callable  # world -> values of a new record
    make: callable  # world -> record that exists already
    read: str
    write: str

    def change(self, record):
        """Values that write a field without changing it."""
        value = record.sudo()[self.write]
        return {self.write: value.id if hasattr(value, "_name") else value}


def recipe(model, write, read="display_name", make=None):
    """Register the decorated function (``world -> values``) for ``model``."""

    def register(values):
        RECIPES[model] = Recipe(
            values, make or (lambda world: world.create(model)), read, write
        )
        return values

    return register


class World:
    """One place of the table: records made once, in one section of one company."""

    def __init__(self, case, company, section, kind):
        self.env = case.env(
            context=dict(case.env.context, allowed_company_ids=company.ids)
        )
        self.company, self.section, self.kind = company, section, kind
        self.region = section if section.level == "region" else section.parent_id
        self.colleague = case.colleague
        self._made, self._values = {}, {}

    def __getitem__(self, model):
        if model not in self._made:
            self._made[model] = RECIPES[model].make(self)
        return self._made[model]

    def new_values(self, model):
        """Values of one more record: the same for every try, since tries are undone."""
        if model not in self._values:
            self._values[model] = RECIPES[model].values(self)
        return dict(self._values[model])

    def create(self, model):  # pylint: disable=method-required-super
        return self.env[model].create(RECIPES[model].values(self))

    def ref(self, name):
        """A record of the company's chart of accounts."""
        charts = self.env["account.chart.template"].with_company(self.company)
        return charts.ref(name)

    def contact(self):
        return self.env["res.partner"].create({"name": unique("Contact")})


def unique(text):
    return f"{text} {next(serial)}"
