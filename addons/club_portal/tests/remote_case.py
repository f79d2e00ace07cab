"""One record of each model of ours, and a call as a portal user may send it."""

import inspect

from odoo import Command
from odoo.addons.club_membership.tests import access_case  # noqa: F401 (recipes)
from odoo.addons.club_membership.tests.access_world import RECIPES, World
from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tools import mute_logger

from . import (  # noqa: F401 (recipes)
    access_dues_records,
    access_privacy_records,
    access_records,
)
from .route_effects import EffectsCase
from .route_visitors import VisitorsCase

OURS = "club_"
NO_RIGHT, REFUSED = "no right", "refused"
# Of models of core that ours extend: what is somebody else's.
CORE_RECORDS = {
    "account.move": lambda case: case._invoice(),
    "ir.ui.menu": lambda case: case.env.ref("club_membership.club_menu_root"),
    "res.partner": lambda case: case.bea.partner_id,
}
QUIET = (
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_rule",
    "odoo.sql_db",
)


class RemoteCase(EffectsCase, VisitorsCase):
    """``call_kw`` is all there is to remote calls: whatever the protocol, a method
    without leading underscore is called with what was sent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_visitors()
        # Some records are a user's: they are Anna's.
        cls.colleague = cls.visitors["owner"]

    def setUp(self):
        super().setUp()
        self.made = {}
        self.world = World(self, self.company, self.rennes, self.type_person)

    def _our_models(self):
        """Models that our addons bring, with their own table or view."""
        return sorted(
            name
            for name, model in self.registry.items()
            if model._original_module.startswith(OURS) and not model._abstract
        )

    def _our_methods(self):
        """(model, method) of all that our addons let be called, also on models of
        others; what overrides a method of every model is no method of ours, and what
        is marked as private Odoo refuses to call."""
        inherited = set(dir(self.registry["base"]))
        for name, model in sorted(self.registry.items()):
            found = {
                attribute
                for definition in model.mro()
                for attribute, value in vars(definition).items()
                if not attribute.startswith("_")
                and inspect.isfunction(inspect.unwrap(value))
                and not getattr(value, "_api_private", False)
                and self._is_ours(inspect.unwrap(value))
            }
            yield from ((name, method) for method in sorted(found - inherited))

    def _is_ours(self, function):
        return function.__module__.startswith(f"odoo.addons.{OURS}")

    def _record(self, model):
        """A record of this model, which the callers have no right to."""
        if model in CORE_RECORDS:
            return CORE_RECORDS[model](self)
        self.assertIn(model, RECIPES, f"{model} has no recipe: see access_records.py.")
        return self.world[model]

    def _invoice(self, partner=None):
        """An invoice, of another member unless one says of whom."""
        return self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "company_id": self.company.id,
                "partner_id": (partner or self.bea.partner_id).id,
                "invoice_line_ids": [
                    Command.create({"name": "Dues", "price_unit": 30, "tax_ids": []})
                ],
            }
        )

    def _call(self, visitor, model, method, *args):
        """Call it remotely as this visitor.

        :return: what it answered: ``no right`` or ``refused`` where it refused
        """
        # What a right was asked for before would be read from memory without.
        self.env.invalidate_all()
        records = self.env[model].with_user(self.visitors[visitor])
        try:
            with self.env.cr.savepoint(), mute_logger(*QUIET):
                return call_kw(records, method, args, {})
        except AccessError:
            return NO_RIGHT
        except UserError:
            return REFUSED
