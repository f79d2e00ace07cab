from odoo import api, models
from odoo.exceptions import UserError

PER_DAY = 20


class ClubPain(models.Model):
    """How a member describes a new pain point."""

    _inherit = "club.pain"

    @api.model
    def _may_write(self, space):
        """Whether this space describes and reports pain points: the office does not,
        in nobody's name, since it would learn who wants to stay hidden."""
        return space.mode != "staff" and bool(space.speaking)

    @api.model
    def _check_writes(self, space):
        """:raises UserError: the office has opened a member's space"""
        if space.mode == "staff":
            raise UserError(
                self.env._(
                    "Members say themselves what hurts them: the office would learn "
                    "who does not want to be named. Help %(name)s to sign in instead.",
                    name=space.person.name,
                )
            )

    @api.model
    def _check_not_too_many(self, user):
        # sudo: a counter of the system.
        rates = self.env["club.rate"].sudo()
        if not rates._allow("pain_new", str(user.id), PER_DAY, 24 * 60):
            raise UserError(
                self.env._("Enough new pain points for today: go on tomorrow, please.")
            )

    @api.model
    def _describe(self, person, membership, told, said, shown):
        """Write down a new pain point, and what its author says of it themselves.

        :param told: dictionary with ``name``, ``description``, ``product``,
            ``module`` (ids as a form sends them) and ``functions`` (list of such ids)
        :param said: see ``_report``
        :raises UserError: something is missing, or they may not
        """
        name = " ".join((told.get("name") or "").split())[:150]
        description = (told.get("description") or "").strip()[:5000]
        if not (name and description):
            raise UserError(self.env._("Say in a few words what hurts, then describe."))
        twin = self._authored_by(person).filtered(
            lambda pain: (
                pain.state == "open"
                and (pain.name, pain.description) == (name, description)
                and pain._author_row().membership_id == membership
            )
        )
        if twin:
            return twin[:1]  # a second click
        company = membership.company_id
        chosen = self._pick("club.product", company, [told.get("product")])
        module = self._pick("club.product.module", company, [told.get("module")])
        pain = self._author_write(
            {
                "name": name,
                "description": description,
                "product_id": (chosen or module.product_id).id,
                "module_id": module.id,
                "function_ids": [
                    (
                        6,
                        0,
                        self._pick(
                            "club.function", company, told.get("functions") or []
                        ).ids,
                    )
                ],
            },
            person,
            membership,
            shown,
        )
        pain._report(person, membership, said, shown)
        return pain

    @api.model
    def _pick(self, model, company, typed):
        """Records of this association that a form names; others do not exist."""
        texts = [str(each or "") for each in typed]
        # Longer ones are larger than an id can be.
        ids = [int(text) for text in texts if text.isdecimal() and len(text) < 10]
        # sudo: lists of the association that the member belongs to.
        return (
            self.env[model]
            .sudo()
            .search([("id", "in", ids), ("company_id", "=", company.id)])
        )
