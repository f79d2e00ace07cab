from odoo import api, fields, models
from odoo.tools import format_amount


class ClubMembershipType(models.Model):
    """What newcomers may apply for by themselves, and the price they read there."""

    _inherit = "club.membership.type"

    open_to_application = fields.Boolean(
        string="Open to applications",
        help="Newcomers find it on the page where one applies to join.",
    )
    application_text = fields.Text(
        translate=True, help="Who it is for, as newcomers read it."
    )

    @api.model
    def _applicable(self, company):
        """Types one may apply for here, those without a price today left out."""
        today = fields.Date.context_today(self)
        found = self.search(
            [("company_id", "=", company.id), ("open_to_application", "=", True)]
        )
        return found.filtered(lambda kind: kind._price_on(today) is not None)

    def _price_words(self):
        """The price, in one sentence."""
        price = self._price_on(fields.Date.context_today(self))
        if self.is_free or price is None:
            return self.env._("Nothing to pay.")
        words = {
            "flat": self._flat_words,
            "bracket": self._bracket_words,
            "free": self._free_words,
            "seats": self._seats_words,
        }[self.price_model](price)
        if price.joining_fee:
            words += " " + self.env._(
                "Joining fee, once: %s.", self._money(price.joining_fee)
            )
        return words

    def _money(self, amount):
        return format_amount(self.env, float(amount), self.currency_id)

    def _flat_words(self, price):
        return self.env._("%s a year.", self._money(price.amount))

    def _bracket_words(self, price):
        least = min((bracket.amount for bracket in price.brackets), default=0)
        return self.env._(
            "From %s a year, by the size of the organisation.", self._money(least)
        )

    def _free_words(self, price):
        return self.env._(
            "You choose the amount: %(usual)s is usual, %(least)s the least.",
            usual=self._money(price.amount or price.minimum),
            least=self._money(price.minimum),
        )

    def _seats_words(self, price):
        return self.env._(
            "%(amount)s a year for %(included)s people, %(seat)s for each more.",
            amount=self._money(price.amount),
            included=price.seats_included,
            seat=self._money(price.seat_price),
        )

    def _first_quote(self, headcount=0, seats=0, chosen_amount=0.0):
        """What somebody who joins today would pay, as the admission form says it.

        :return: (amount, sentence); the sentence says what is missing when nothing
            can be quoted
        """
        admission = self.env["club.admission"].new(
            {
                "company_id": self.company_id.id,
                "type_id": self.id,
                "joined_on": fields.Date.context_today(self),
                "headcount": headcount,
                "seats": seats,
                "chosen_amount": chosen_amount,
            }
        )
        return admission._quote()
