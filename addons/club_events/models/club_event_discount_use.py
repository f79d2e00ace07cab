from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date


class ClubEventDiscount(models.Model):
    """Which meetings a code is good for, and what it takes off."""

    _inherit = "club.event.discount"

    registration_ids = fields.One2many("event.registration", "discount_id")
    use_count = fields.Integer(
        string="Places", compute="_compute_use_count", help="Where it is used now."
    )

    @api.depends("registration_ids.state", "registration_ids.active")
    def _compute_use_count(self):
        # sudo: how often a code is used, not by whom.
        counts = dict(
            self.env["event.registration"]
            .sudo()
            ._read_group(
                Domain("discount_id", "in", self.ids) & Domain("state", "!=", "cancel"),
                ["discount_id"],
                ["__count"],
            )
        )
        for discount in self:
            discount.use_count = counts.get(discount._origin.sudo(), 0)

    @api.model
    def _find(self, code, event):
        """The discount behind a code that somebody typed.

        :param code: as typed; capital and small letters are the same
        :param event: the ``event.event`` it is to be used for
        :return: a ``club.event.discount``; empty if nothing was typed
        :raises UserError: there is no such code, or not for this meeting, or not now
        """
        code = (code or "").strip()
        if not code:
            return self.browse()
        # sudo: who knows a code may use it; nobody else learns that it exists.
        found = self.sudo().search(
            [("company_id", "=", event.company_id.id), ("code", "=ilike", code)]
        )
        # A joker of the search is no code.
        found = found.filtered(lambda d: d.code.lower() == code.lower())
        if not found:
            raise UserError(
                self.env._(
                    "There is no discount code “%s”: look how it is spelled.", code
                )
            )
        found._check_usable(event)
        return found

    def _check_usable(self, event):
        """:raises UserError: the code is for other meetings or other days"""
        self.ensure_one()
        today = self.company_id._club_today()
        if self.event_ids and event not in self.event_ids:
            raise UserError(
                self.env._("The code %s is not for this meeting.", self.code)
            )
        if self.date_start and today < self.date_start:
            raise UserError(
                self.env._(
                    "The code %(code)s is good from %(day)s on.",
                    code=self.code,
                    day=format_date(self.env, self.date_start),
                )
            )
        if self.date_end and today > self.date_end:
            raise UserError(
                self.env._(
                    "The code %(code)s was good until %(day)s.",
                    code=self.code,
                    day=format_date(self.env, self.date_end),
                )
            )

    def _refuse_used_up(self):
        raise UserError(
            self.env._(
                "The code %s cannot be used for so many more people: it was used as "
                "often as it may be. Register fewer people with it, or without it.",
                self.code,
            )
        )

    def _reduced(self, fee):
        """What remains of a price, in whole cents, never below zero.

        :param fee: in the currency of the association, taxes included
        """
        self.ensure_one()
        if self.percent:
            fee -= fee * self.percent / 100
        else:
            fee -= self.amount
        return max(0.0, self.currency_id.round(fee))
