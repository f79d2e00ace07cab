from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_amount, format_date


class ClubQuote(models.Model):
    """Quotes as the manager of a company reads and answers them: plain values."""

    _inherit = "club.quote"

    @api.model
    def _of_space(self, space, limit=50):
        """Quotes made to this person and to the companies they manage, latest first.

        :param space: a ``Space``
        """
        payers = space.payers
        # sudo: members hold no rights on quotes; these were made to them.
        return self.sudo().search_fetch(
            Domain("partner_id", "in", payers.ids)
            & Domain("company_id", "in", space.companies.ids)
            & Domain("state", "!=", "draft"),
            order="date desc, id desc",
            limit=limit,
        )

    def _link_values(self, person):
        """One quote as a line that opens it, for ``person``."""
        self.ensure_one()
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            "url": f"/my/quotes/{self.id}",
            "number": self.name,
            "body": self.partner_id.name if self.partner_id != person else "",
            "kind": kinds[self.kind],
            "total": format_amount(self.env, self.amount_total, self.currency_id),
            "date": format_date(self.env, self.date),
            "until": format_date(self.env, self.valid_until),
            "answerable": self._is_answerable(),
            "state": states["expired" if self._is_over() else self.state],
        }

    def _is_over(self):
        over = self.valid_until < self.company_id._club_today()
        return self.state == "issued" and over

    def _is_answerable(self):
        return self.state == "issued" and not self._is_over()

    def _page_values(self, person):
        """The page of one quote."""
        return {
            **self._link_values(person),
            **self._paper_values(),
            "accepted": self.state == "accepted",
            "order": self.order_id.name or "",
        }

    def _paper_values(self):
        """What page and paper say, formatted in the context's language."""
        self.ensure_one()

        def money(amount):
            return format_amount(self.env, amount, self.currency_id)

        return {
            "id": self.id,
            "name": self.name,
            "partner": self.partner_id,
            "company": self.company_id,
            "address": self._address_lines(),
            "registry": self.partner_id.company_registry or "",
            "service": self.partner_id.club_service_code or "",
            "day": format_date(self.env, self.date),
            "last_day": format_date(self.env, self.valid_until),
            "term": self._term_sentence(),
            "lines": [
                {
                    "name": line.name,
                    "quantity": line.quantity,
                    "unit": money(line.price_unit),
                    "amount": money(line.subtotal),
                }
                for line in self.line_ids
            ],
            "untaxed": money(self.amount_untaxed),
            "taxes": [(name, money(amount)) for name, amount in self._tax_rows()],
            "total": money(self.amount_total),
            "terms": self.terms or "",
        }

    def _term_sentence(self):
        if not (self.term_from and self.term_to):
            return ""
        return self.env._(
            "Membership from %(first)s to %(last)s",
            first=format_date(self.env, self.term_from),
            last=format_date(self.env, self.term_to),
        )

    def _address_lines(self):
        """The address without the name, and without the association's own country."""
        text, values = self.partner_id._prepare_display_address(without_company=True)
        country = self.company_id.country_id.name
        lines = [line.strip() for line in (text % values).splitlines()]
        return [line for line in lines if line and line != country]

    @api.model
    def _ask(self, membership, kind, seats=0):
        """Make and issue the quote that a company's manager asks for.

        Asked for twice on a day, it is the same quote.

        :param membership: of the company, managed by who asks
        :param kind: ``renewal`` or ``seats``
        :param seats: how many more, for ``seats``
        :return: the quote
        :raises UserError: it cannot be priced, with the reason
        """
        if kind not in ("renewal", "seats"):
            raise UserError(self.env._("Choose what the quote is for."))
        company = membership.company_id
        # sudo: a manager holds no rights on quotes; this one is for their company.
        quotes = self.sudo().with_company(company)
        values = {
            "partner_id": membership.partner_id.id,
            "company_id": company.id,
            "kind": kind,
            "seats": seats if kind == "seats" else 0,
            "date": company._club_today(),
        }
        same = [(name, "=", value) for name, value in values.items()]
        known = quotes.search([*same, ("state", "=", "issued")], limit=1)
        if known:
            return known
        quote = quotes.create({**values, "asked_online": True})
        quote.action_issue()
        return quote
