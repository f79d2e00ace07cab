from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

# What the books or a paper were made from: methods write it.
OWN_FIELDS = {"name", "state", "origin", "move_line_id", "cancelled_on"}
GIVEN_FIELDS = {"company_id", "section_id", "partner_id", "date", "amount", "form"}


class ClubDonation(models.Model):
    """What is recorded of a gift follows the books, and is taken back with them."""

    _inherit = "club.donation"

    cancelled_on = fields.Date(string="Taken back on", readonly=True, copy=False)
    description = fields.Char(help="Of a gift in kind: what was given.")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su:
                self._check_by_hand(vals)
            if vals.get("form") == "kind":
                vals.setdefault("origin", f"kind,{uuid4().hex}")
        donations = super().create(vals_list)
        donations._check_donor()
        return donations

    def _check_by_hand(self, vals):
        """Money comes by a payment; what is given in kind is written by hand."""
        self.check_access("create")
        self._refuse_own_fields(vals)
        if vals.get("form") != "kind":
            raise UserError(
                self.env._(
                    "Enter a gift of money as a deposit, with its gift part; waived "
                    "expenses come from their claim. Only a gift in kind is written "
                    "here."
                )
            )

    def write(self, vals):
        if not self.env.su:
            self._refuse_own_fields(vals)
            if vals.keys() & GIVEN_FIELDS:
                self._check_kind()
        result = super().write(vals)
        if "partner_id" in vals:
            self._check_donor()
        if "section_id" in vals:
            # Odoo asks before a change alone: one's own would go to another section.
            self.check_access("write")
        return result

    def _check_donor(self):
        """Nobody names whom they may not see, or learns of them that way.

        :raises AccessError: the donor is out of the user's sight
        """
        self.partner_id.check_access("read")

    def _check_kind(self):
        for donation in self:
            if donation.form != "kind" or donation.state != "booked":
                raise UserError(
                    self.env._(
                        "The gift of %(donor)s of %(day)s is in the books: take back "
                        "what brought it, and enter it again.",
                        donor=donation.partner_id.name,
                        day=format_date(self.env, donation.date),
                    )
                )

    def _refuse_own_fields(self, vals):
        if forbidden := vals.keys() & OWN_FIELDS:
            raise UserError(
                self.env._(
                    "%s cannot be written by hand: it follows from the books.",
                    ", ".join(sorted(forbidden)),
                )
            )

    def _take_back(self, day=None):
        """What brought these gifts was undone, bounced or given back.

        :param day: when; by default today
        """
        # sudo: follows what happened in the books, whoever did that.
        for donation in self.sudo().filtered(lambda gift: gift.state == "booked"):
            donation.write(
                {
                    "state": "cancelled",
                    "cancelled_on": day or donation.company_id._club_today(),
                }
            )

    def action_take_back(self):
        """Take back a gift in kind that was written by mistake."""
        self.check_access("write")
        self._check_kind()
        self._take_back()

    @api.depends("partner_id", "date")
    def _compute_display_name(self):
        for donation in self:
            # sudo: a name; the gift's reader may not open the donor's contact.
            donor = donation.sudo().partner_id.name or ""
            day = format_date(self.env, donation.date)
            donation.display_name = f"{donor} {day}".strip()
