from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ClubQuote(models.Model):
    """Issued, then answered once: accepted, its dues are called at its prices."""

    _inherit = "club.quote"

    def action_issue(self):
        """Number drafts and let them bind; a second click does nothing.

        :raises UserError: nothing is quoted, or the validity is over
        """
        for quote in self._lock_in_state("draft"):
            quote._check_issuable()
            # sudo: number and state are written by this method alone.
            quote.sudo().write(
                {
                    "name": quote.company_id._club_next_quote_name(quote.date),
                    "state": "issued",
                    "issued_on": quote.company_id._club_today(),
                }
            )
        return True

    def _check_issuable(self):
        if self.kind != "other" and not self.line_ids:
            self.action_price()
        if self.kind == "other":
            # sudo: whether there is a period, whoever quotes.
            self.sudo()._needs_period()
        if not self.line_ids or self.amount_total <= 0:
            raise UserError(
                self.env._(
                    "The quote for %s has no price yet: add a line, or take the prices "
                    "of the association.",
                    self.partner_id.name,
                )
            )
        if self.valid_until < self.company_id._club_today():
            raise UserError(
                self.env._(
                    "The quote for %(body)s would end on %(day)s, which is past: "
                    "choose a later day.",
                    body=self.partner_id.name,
                    day=format_date(self.env, self.valid_until),
                )
            )

    def action_send(self):
        """Open the e-mail that takes the quote to the company, to look at first."""
        self.ensure_one()
        template = self.env.ref("club_finance.mail_template_quote")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send the quote"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": template.id,
                "default_composition_mode": "comment",
            },
        }

    def action_accept(self):
        """Record in the office that quotes were accepted, see ``_accept``."""
        for quote in self:
            quote._accept()
        return True

    def action_refuse(self):
        """Record that quotes were refused; a second click does nothing."""
        self._refuse()
        return True

    def _refuse(self, person=None):
        for quote in self._lock_in_state("issued"):
            # sudo: the answer is written by this method alone.
            quote.sudo().write(
                {
                    "state": "refused",
                    "answered_on": quote.company_id._club_today(),
                    "answered_by_id": person.id if person else False,
                }
            )

    def _accept(self, person=None, order=None):
        """Accept one quote: its dues are called, its order is recorded.

        :param person: who accepts for the company; None in the office
        :param order: values of the ``club.purchase.order`` that comes with it, at
            least ``name``; None without one
        :return: whether this click did it
        :raises UserError: it is not valid any more, or cannot be called
        """
        self.ensure_one()
        if not self._lock_in_state("issued"):
            if self.state == "accepted":
                return False
            raise UserError(
                self.env._(
                    "The quote %s cannot be accepted: ask for a new one.", self.name
                )
            )
        today = self.company_id._club_today()
        if self.valid_until < today:
            raise UserError(
                self.env._(
                    "The quote %(quote)s was valid until %(day)s: ask for a new one.",
                    quote=self.name,
                    day=format_date(self.env, self.valid_until),
                )
            )
        # sudo: who may answer for this company was checked; calling dues and
        # recording the order follow from it, at the prices quoted.
        quote = self.sudo().with_company(self.company_id)
        quote.write(
            {
                "state": "accepted",
                "answered_on": today,
                "answered_by_id": person.id if person else False,
            }
        )
        if order:
            quote._record_order(order, bool(person))
        dues = quote.with_context(club_quote_id=quote.id)._call_dues()
        dues.write({"quote_id": quote.id})
        return True

    def _record_order(self, order, online):
        """Record the payer's order; one that is open already is that one."""
        if online and self.membership_id:
            self.membership_id._check_pays_itself()
        orders = self.env["club.purchase.order"]
        payer = self.membership_id._payer if self.membership_id else self.partner_id
        known = orders.search(
            [
                ("company_id", "=", self.company_id.id),
                ("partner_id", "=", payer.id),
                ("name", "=", order["name"].strip()),
                ("state", "=", "open"),
            ]
        )
        self.order_id = known or orders.create(
            {
                "partner_id": payer.id,
                "company_id": self.company_id.id,
                "section_id": self.section_id.id,
                "date": self.company_id._club_today(),
                "amount": self.amount_total,
                "entered_online": online,
                **order,
            }
        )

    def _call_dues(self):
        return getattr(self, f"_call_{self.kind}")()

    def _call_joining(self):
        membership = self.env["club.membership"]._admit(
            {
                "partner_id": self.partner_id.id,
                "type_id": self.type_id.id,
                "section_id": self.section_id.id,
                "company_id": self.company_id.id,
                "headcount": self.headcount,
                "seats": self.seats,
                "joined_on": self.company_id._club_today(),
            }
        )
        self.invalidate_recordset(["membership_id"])
        self.env.add_to_compute(self._fields["membership_id"], self)
        return membership.due_ids.filtered(lambda due: due.date == due.call_id.date)

    def _call_renewal(self):
        before = self.membership_id.due_ids
        self.membership_id.with_env(self.env).action_call_now()
        self.membership_id.invalidate_recordset(["due_ids"])
        return self.membership_id.due_ids - before

    def _call_seats(self):
        before = self.membership_id.due_ids
        self.membership_id.with_env(self.env)._order_seats(
            self.seats, author=self.answered_by_id
        )
        self._call_other()
        self.membership_id.invalidate_recordset(["due_ids"])
        return self.membership_id.due_ids - before

    def _call_other(self):
        """The lines typed by hand, under the period that runs."""
        lines = self.line_ids.filtered(lambda line: line.kind == "other")
        return self.membership_id._charge_now(
            self.env._("Quote %s", self.name),
            [line._charge() for line in lines],
            self._needs_period(),
        )

    @api.model
    def _expire_by_calendar(self, companies):
        """Quotes whose last day has passed: for the nightly job."""
        # sudo: the calendar's doing, nobody's.
        self.sudo().search(
            [
                ("state", "=", "issued"),
                ("company_id", "in", companies.ids),
                ("valid_until", "<", fields.Date.context_today(companies)),
            ]
        ).write({"state": "expired"})

    @api.model
    def _being_called(self):
        """The accepted quote whose dues are being called just now, maybe none."""
        # sudo: looked at for its prices; one whose dues are there is over.
        quote = self.sudo().browse(self.env.context.get("club_quote_id") or [])
        return quote.filtered(lambda q: q.state == "accepted" and not q.due_ids)

    def _quoted_elsewhere(self, term_to):
        """Refuse to call at these prices another period than the one quoted."""
        if term_to != self.term_to:
            raise UserError(
                self.env._(
                    "The quote %(quote)s was for a period until %(day)s, which is not "
                    "the one to call now: make a new quote.",
                    quote=self.name,
                    day=format_date(self.env, self.term_to),
                )
            )
