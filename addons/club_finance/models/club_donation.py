from odoo import fields, models


class ClubDonation(models.Model):
    """A gift of one donor, kept apart from dues in the books."""

    _name = "club.donation"
    _description = "Donation"
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(readonly=True, copy=False, default="/")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    section_id = fields.Many2one(
        "club.section",
        index=True,
        check_company=True,
        ondelete="restrict",
        default=lambda s: s._default_section(),
    )
    partner_id = fields.Many2one(
        "res.partner", string="Donor", required=True, index=True, ondelete="restrict"
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    amount = fields.Monetary(required=True)
    form = fields.Selection(
        [("money", "Money"), ("expenses", "Waived expenses"), ("kind", "In kind")],
        required=True,
        default="money",
    )
    state = fields.Selection(
        [("booked", "Booked"), ("cancelled", "Taken back")],
        required=True,
        default="booked",
        readonly=True,
        copy=False,
        index=True,
    )
    # What brought it, as "model,id,part": said twice, it is recorded once.
    origin = fields.Char(required=True, readonly=True, copy=False)
    move_line_id = fields.Many2one(
        "account.move.line",
        string="Ledger line",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A donation is above zero."
    )
    _origin_uniq = models.UniqueIndex(
        "(company_id, origin) WHERE state = 'booked'",
        "This donation is recorded already.",
    )

    def _default_section(self):
        """One's own section; none, the association's, for who sees them all."""
        sections = self.env["club.section"]
        if self.env.su or self.env.user.has_group("club_membership.group_club_reader"):
            return sections
        return sections._default_for_user()

    def _record(self, donor, amount, day, origin, section=None, **vals):
        """Record a donation that is in the books; said twice, it is recorded once.

        :param donor: who gave
        :param amount: in the company's currency, above zero
        :param day: when the money came, or the claim was waived
        :param origin: what brought it, as ``model,id`` or ``model,id,part``
        :param section: whose accounts it is in; by default the association's
        :return: the donation, new or as it was
        """
        company = section.company_id if section else self.env.company
        domain = [("company_id", "=", company.id), ("origin", "=", origin)]
        found = self.search([*domain, ("state", "=", "booked")])
        return found or self.create(
            {
                "partner_id": donor.id,
                "amount": amount,
                "date": day,
                "origin": origin,
                "company_id": company.id,
                "section_id": section.id if section else False,
                **vals,
            }
        )
