from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount, format_date


class ClubCofundingPledge(models.Model):
    """What one member gives to a development: noted first, then confirmed with the
    exact words of what it commits to. Written by its methods only."""

    _name = "club.cofunding.pledge"
    _description = "Pledge"
    _order = "cofunding_id, id"
    _rec_name = "membership_id"
    _check_company_auto = True

    cofunding_id = fields.Many2one(
        "club.cofunding", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="cofunding_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    membership_id = fields.Many2one(
        "club.membership",
        string="Member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Pledged by",
        required=True,
        index=True,
        ondelete="restrict",
    )
    amount = fields.Monetary(required=True)
    is_shown = fields.Boolean(
        string="Named to members",
        help="Other members read who takes part, not with what.",
    )
    state = fields.Selection(
        [
            ("pledged", "Not confirmed yet"),
            ("confirmed", "Confirmed"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="pledged",
        index=True,
    )
    confirmed_on = fields.Date()
    commitment = fields.Text(help="The words that were confirmed.")

    _one_live = models.UniqueIndex(
        "(cofunding_id, membership_id) WHERE state <> 'withdrawn'",
        "This member has a pledge already: somebody may have written it just now. "
        "Look at it and try again.",
    )
    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A pledge is above zero."
    )

    def _sentence(self):
        """What this pledge commits its member to, word for word."""
        self.ensure_one()
        funding, currency = self.cofunding_id, self.currency_id
        return self.env._(
            "%(member)s commits to pay %(amount)s to %(association)s for the "
            "development “%(name)s”, if %(minimum)s or more are confirmed on "
            "%(deadline)s. If less is confirmed, %(member)s owes nothing.",
            member=self.membership_id.partner_id.name,
            amount=format_amount(self.env, self.amount, currency),
            association=funding.company_id.name,
            name=funding.name,
            minimum=format_amount(self.env, funding.minimum, currency),
            deadline=format_date(self.env, funding.deadline),
        )


class ClubCofunding(models.Model):
    """Pledging: by the member itself, or who manages the organisation."""

    _inherit = "club.cofunding"

    def _pledges(self):
        # sudo: members hold no right on pledges; callers ask for their own.
        return self.env["club.cofunding.pledge"].sudo()

    def _pledge_of(self, membership):
        """The live pledge of this member, empty if there is none."""
        return self._pledges().search(
            [
                ("cofunding_id", "=", self.id),
                ("membership_id", "=", membership.id),
                ("state", "!=", "withdrawn"),
            ]
        )

    def _pledge(self, person, membership, amount, shown=False):
        """Note what a member wants to give; it counts once it is confirmed. What was
        pledged before is taken back.

        :param person: who commits the member
        :param amount: in the company's currency
        :return: the pledge, to be confirmed
        :raises UserError: too late, not theirs to commit, or a wrong amount
        """
        self.ensure_one()
        self._check_may_commit(person, membership)
        self._check_amount(amount)
        self._pledge_of(membership).state = "withdrawn"
        # The database allows one live pledge: it must see the withdrawal first.
        self.env.flush_all()
        return self._pledges().create(
            {
                "cofunding_id": self.id,
                "membership_id": membership.id,
                "partner_id": person.id,
                "amount": self.currency_id.round(amount),
                "is_shown": shown,
            }
        )

    def _confirm_pledge(self, person, membership, amount):
        """Commit the member to its pledge, with the words it was shown.

        :param amount: what the page showed: another one was written meanwhile else
        """
        self.ensure_one()
        self._check_may_commit(person, membership)
        pledge = self._pledge_of(membership)
        if not pledge:
            raise UserError(
                self.env._("There is no pledge to confirm: write the amount again.")
            )
        if self.currency_id.compare_amounts(pledge.amount, amount):
            raise UserError(
                self.env._(
                    "The amount was changed meanwhile: read it again before you "
                    "confirm."
                )
            )
        if pledge.state == "confirmed":
            return
        pledge.write(
            {
                "state": "confirmed",
                "partner_id": person.id,
                "confirmed_on": self.company_id._club_today(),
                "commitment": pledge._sentence(),
            }
        )

    def _withdraw_pledge(self, person, membership):
        """Take a pledge back, until the deadline."""
        self.ensure_one()
        self._check_may_commit(person, membership)
        self._pledge_of(membership).state = "withdrawn"

    def _is_open(self):
        """Whether pledges may be written and changed today."""
        return self.state == "open" and self.company_id._club_today() <= self.deadline

    def _check_may_commit(self, person, membership):
        if not self._is_open():
            raise UserError(
                self.env._(
                    "The deadline of “%(name)s” is over: confirmed pledges are "
                    "binding, and nothing is changed any more.",
                    name=self.name,
                )
            )
        if not membership.is_member or membership.company_id != self.company_id:
            raise UserError(
                self.env._(
                    "%s is no member at present: renew the membership first.",
                    membership.partner_id.name,
                )
            )
        if not membership._club_commits(person):
            raise UserError(
                self.env._(
                    "%(person)s does not commit %(member)s: its team manager does.",
                    person=person.name,
                    member=membership.partner_id.name,
                )
            )

    def _check_amount(self, amount):
        currency = self.currency_id
        lowest = max(self.smallest_pledge, currency.rounding)
        wrong = (
            currency.compare_amounts(amount, lowest) < 0
            or currency.compare_amounts(amount, self.amount) > 0
        )
        if wrong:
            raise UserError(
                self.env._(
                    "A pledge lies between %(lowest)s and %(highest)s.",
                    lowest=format_amount(self.env, lowest, currency),
                    highest=format_amount(self.env, self.amount, currency),
                )
            )


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _club_commits(self, person):
        """Whether this person may promise the member's money: itself, or for an
        organisation who manages its team today."""
        self.ensure_one()
        if not self.partner_id.is_company:
            return person == self.partner_id
        # sudo: the team of who acts, read to decide whether they may.
        return person in self.sudo()._team_on(None, "manager").partner_id

    def _hand_over_work(self, winner):
        result = super()._hand_over_work(winner)
        # sudo: pledges are written by their methods only.
        pledges = self.env["club.cofunding.pledge"].sudo()
        mine = pledges.search([("membership_id", "=", self.id)])
        live = [("membership_id", "=", winner.id), ("state", "!=", "withdrawn")]
        taken = pledges.search(live).cofunding_id
        # One member commits once: the pledge of the one that lives on counts.
        mine.filtered(lambda p: p.cofunding_id in taken).state = "withdrawn"
        self.env.flush_all()
        mine.membership_id = winner
        return result
