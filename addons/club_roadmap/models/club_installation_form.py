from datetime import date

from odoo import api, models
from odoo.exceptions import UserError


class ClubInstallation(models.Model):
    """The form in which a member says what it runs."""

    _inherit = "club.installation"

    @api.model
    def _form_choices(self, membership):
        """What the form of an installation of this member offers."""
        # sudo: lists of the association and the team that the member belongs to.
        env = self.sudo().env
        products = env["club.product"].search(
            [("company_id", "=", membership.company_id.id)]
        )
        return {
            "products": [
                {
                    "id": product.id,
                    "name": product.name,
                    "modules": product.module_ids.mapped(lambda m: (m.id, m.name)),
                    "versions": product.version_ids.filtered(
                        lambda v: v.state != "planned"
                    ).mapped(lambda v: (v.id, v.name)),
                }
                for product in products
            ],
            "hostings": self._labels("hosting"),
            "visibilities": self._labels("visibility"),
            "contacts": list(
                {
                    d.partner_id: (d.id, d.partner_id.name)
                    for d in membership._team_on(None)
                }.values()
            )
            if membership.partner_id.is_company
            else [],
        }

    def _labels(self, field):
        return self._fields[field]._description_selection(self.env)

    def _typed_values(self):
        """This installation as its form shows it: strings."""
        return {
            "product": str(self.product_id.id or ""),
            "version": str(self.version_id.id or ""),
            "modules": [str(module.id) for module in self.module_ids],
            "users": str(self.users_count or ""),
            "since": str(self.since or ""),
            "hosting": self.hosting or "",
            "migrated": str(self.migrated_on or ""),
            "visibility": self.visibility or "members",
            "testify": "yes" if self.can_testify else "",
            "testimony": self.testimony or "",
            "contact": str(self.contact_id.id or ""),
        }

    def _keep(self, space, membership, form, modules):
        """Write what a form says about what a member runs.

        :param form: dictionary of strings, see ``_typed_values``
        :param modules: list of ids as the form sent them
        :return: the installation
        :raises UserError: a choice is none of those offered
        """
        choices = self._form_choices(membership)
        product = self._chosen_of(choices["products"], form.get("product"))
        if not product:
            raise UserError(self.env._("Choose the product."))
        values = {
            "version_id": self._among(product["versions"], form.get("version")),
            "module_ids": [
                (6, 0, [m for m, _name in product["modules"] if str(m) in modules])
            ],
            "users_count": self._number(form.get("users")),
            "since": self._typed_day(form.get("since")),
            "migrated_on": self._typed_day(form.get("migrated")),
            "hosting": self._among(choices["hostings"], form.get("hosting")),
            "visibility": self._among(choices["visibilities"], form.get("visibility"))
            or "members",
            "can_testify": form.get("testify") == "yes",
            "testimony": (form.get("testimony") or "").strip()[:3000] or False,
            "contact_id": self._among(choices["contacts"], form.get("contact")),
            "confirmed_on": membership.company_id._club_today(),
        }
        # sudo: members hold no right on installations; this one is theirs.
        installation = self.sudo()
        if not installation:
            installation = installation.search(
                [
                    ("membership_id", "=", membership.id),
                    ("product_id", "=", product["id"]),
                    ("ended_on", "!=", False),
                ]
            )
        if installation:
            installation.write({**values, "ended_on": False})
        else:
            installation = installation.create(
                {
                    **values,
                    "membership_id": membership.id,
                    "product_id": product["id"],
                }
            )
        if space.mode == "self" and installation.contact_id.partner_id == space.person:
            installation._agree(space.person, True)
        return installation

    @api.model
    def _chosen_of(self, choices, typed):
        return next((c for c in choices if str(c["id"]) == (typed or "")), None)

    @api.model
    def _among(self, pairs, typed):
        """The key of these (key, name) that a form names; False if none."""
        return next((key for key, _name in pairs if str(key) == (typed or "")), False)

    @api.model
    def _number(self, typed):
        typed = (typed or "0").replace(" ", "")
        if not typed.isdecimal() or len(typed) > 7:
            raise UserError(self.env._("Users: write a number from 0 to 9999999."))
        return int(typed)

    @api.model
    def _typed_day(self, typed):
        if not typed:
            return False
        try:
            return date.fromisoformat(typed)
        except ValueError:
            raise UserError(
                self.env._("Write days like 2026-03-15: year, month, day.")
            ) from None
