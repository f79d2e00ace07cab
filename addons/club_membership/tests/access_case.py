"""Walks models × roles × operations against a table written by hand.

Another addon subclasses ``AccessTableCase`` with its own table and recipes.
"""

import csv
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from . import (  # noqa: F401 (register recipes)
    access_commission_records,
    access_core_records,
    access_dues_records,
    access_hours_records,
    access_team_records,
)
from .access_world import RECIPES, World
from .common import ClubCommon

OPERATIONS = {"R": "read", "C": "create", "W": "write", "U": "unlink"}
PLACES = ("own section", "other section", "other company")
HOW = (
    "%(model)s has no row in %(table)s. Add a line for it: for each role what it may "
    "do in the own section, in another section and in another company ('RCW R -', "
    "'-' for nothing at all), and a recipe in %(recipes)s that says how to make one."
)


class _UndoneError(Exception):
    """The operation was allowed; take it back."""


class AccessTableCase(ClubCommon):
    addon = None  # models of this addon must be in the table
    table = None  # Path of the CSV file
    recipes = RECIPES

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if cls.table is None:
            return
        cls._create_users()
        cls.users["public"] = cls.env.ref("base.public_user")
        with Path(cls.table).open(encoding="utf-8", newline="") as file:
            cls.rows = {row["model"]: row for row in csv.DictReader(file)}
        # An ordinary colleague: a record may be theirs, never the tested user's.
        cls.colleague = new_test_user(
            cls.env,
            "colleague",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
        cls.other_company = cls._association("Other Association")
        cls.env.user.company_id = cls.company
        other_root = cls.other_company._club_root_section()
        cls.worlds = {
            "own section": World(cls, cls.company, cls.rennes, cls.type_person),
            "other section": World(cls, cls.company, cls.provence, cls.type_person),
            "other company": World(
                cls,
                cls.other_company,
                cls._section("Elsewhere", other_root),
                cls._type("Other", [{"amount": 10}], cls.other_company),
            ),
        }

    def _models_of_addon(self):
        """Stored and transient models that the addon itself brings."""
        return sorted(
            name
            for name, model in self.registry.items()
            if model._original_module == self.addon and not model._abstract
        )

    def _check_every_model_has_a_row(self):
        names = {
            "table": f"{self.addon}/tests/{Path(self.table).name}",
            "recipes": f"{self.addon}/tests/access_records.py",
        }
        missing = [
            HOW % {"model": model, **names}
            for model in self._models_of_addon()
            if model not in self.rows or model not in self.recipes
        ]
        self.assertFalse(missing, "\n".join(missing))

    def _check_rights(self, model):
        """Compare what each role really can do with the model's row."""
        wrong = []
        for role, user in self.users.items():
            said = self._cell(self.rows[model][role])
            for place, letters in zip(PLACES, said, strict=True):
                found = "".join(
                    letter
                    for letter in OPERATIONS
                    if self._may(user, OPERATIONS[letter], model, self.worlds[place])
                )
                if set(found) != set(letters) - {"-"}:
                    wrong.append(
                        f"{model}, {place}: {role} may {found or '-'}, "
                        f"the table says {letters}"
                    )
        self.assertFalse(wrong, "\n" + "\n".join(wrong))

    @staticmethod
    def _cell(text):
        """The three parts of a cell; one dash stands for three."""
        parts = text.split()
        return parts * 3 if parts == ["-"] else parts

    @mute_logger(
        "odoo.addons.base.models.ir_rule",
        "odoo.addons.base.models.ir_model",
        "odoo.models.unlink",
        "odoo.sql_db",
    )
    def _may(self, user, operation, model, world):
        """Whether the operation passes access control, tried for real and undone."""
        recipe = self.recipes[model]
        # Not the world's environment: its company would be forbidden by itself.
        record = self.env[model].browse(world[model].ids)
        values = world.new_values(model)
        self.env.flush_all()
        self.env.invalidate_all()
        tried = record.with_user(user)
        try:
            with self.env.cr.savepoint():
                if operation == "read":
                    tried.read([recipe.read])
                elif operation == "create":
                    tried.create(values)
                elif operation == "write":
                    tried.write(recipe.change(record))
                else:
                    self._unlink(tried)
                self.env.flush_all()
                raise _UndoneError
        except AccessError:
            return False
        except UserError:
            if operation == "write":  # refused whoever asks: the register
                return False
            raise
        except _UndoneError:
            return True

    def _unlink(self, tried):
        """Delete; a refusal that is no matter of access leaves the right standing."""
        try:
            tried.unlink()
        except AccessError:
            raise
        except Exception as refusal:
            raise _UndoneError from refusal
