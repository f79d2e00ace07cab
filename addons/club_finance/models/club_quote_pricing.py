from odoo import fields, models
from odoo.addons.club_membership.rules.pricing import PriceError, quote
from odoo.addons.club_membership.rules.terms import first_term
from odoo.exceptions import UserError


class _UndoneError(Exception):
    """The trial is over: take it back."""


class ClubQuote(models.Model):
    """What a quote costs: by the same rules as the call that follows it."""

    _inherit = "club.quote"

    def action_price(self):
        """Fill in the lines from the price list; lines typed by hand stay.

        :raises UserError: what is asked for cannot be priced, with the reason
        """
        for quoted in self:
            quoted.check_access("write")
            quoted._check_draft()
            # sudo: prices of the association, for who quotes in its name.
            quoted.sudo()._price()
        return True

    def _price(self):
        self.ensure_one()
        if self.kind == "other":
            self._needs_period()
            return
        term_from, term_to, charges = getattr(self, f"_price_{self.kind}")()
        self.line_ids.filtered(lambda line: line.kind != "other").unlink()
        self.env["club.quote.line"].create(
            [self._line_values(place, *charge) for place, charge in enumerate(charges)]
        )
        self.write({"term_from": term_from, "term_to": term_to})

    def _line_values(self, place, kind, quantity, amount, origin=""):
        return {
            "quote_id": self.id,
            "sequence": place,
            "kind": kind,
            "name": self._line_name(kind, origin),
            "quantity": quantity,
            "price_unit": float(amount) / quantity,
            "origin_key": origin,
        }

    def _line_name(self, kind, origin):
        """What the line is for, in the payer's language."""
        lang = self.partner_id.lang or self.company_id.partner_id.lang or self.env.lang
        quoted = self.with_context(lang=lang)
        if kind == "base":
            return quoted.type_id.name
        due = self.env["club.due"].with_context(lang=lang)
        return due.new({"kind": kind, "origin_key": origin})._kind_label()

    def _price_joining(self):
        kind = self.type_id
        if not kind:
            raise UserError(
                self.env._(
                    "Choose the membership type that %s joins with.",
                    self.partner_id.name,
                )
            )
        if self.membership_id.is_member:
            raise UserError(
                self.env._(
                    "%s is a member already: quote the next dues or seats instead.",
                    self.partner_id.name,
                )
            )
        term = first_term(kind._term_policy(), self.date)
        price = kind._price_on(max(term.date_from, term.full_from))
        if price is None:
            raise UserError(
                self.env._("%s has no price on these dates: set one first.", kind.name)
            )
        try:
            charges = quote(
                price,
                term,
                kind.prorata,
                True,
                self.headcount or None,
                self.seats or None,
                None,
                self.currency_id.decimal_places,
            )
        except PriceError as error:
            reasons = dict(
                self.env["club.dues.call.line"]
                ._fields["anomaly"]
                ._description_selection(self.env)
            )
            raise UserError(
                self.env._(
                    "%(body)s cannot be quoted as %(type)s: %(reason)s.",
                    body=self.partner_id.name,
                    type=kind.name,
                    reason=reasons[error.code],
                )
            ) from error
        return (
            term.date_from,
            term.date_to,
            [(c.kind, c.quantity, c.amount) for c in charges],
        )

    def _price_renewal(self):
        """What calling this member now would ask: tried for real, and undone."""
        membership = self._needs_membership()
        found = []
        try:
            with self.env.cr.savepoint():
                call, starts_on = membership._club_trial_call()
                call._stage_lines(membership.ids, starts_on)
                line = call.line_ids
                if line.state != "ready":
                    raise UserError(call._why_not_called(membership, line))
                found = [line.term_from, line.term_to, line.charges]
                raise _UndoneError
        except _UndoneError:
            return found

    def _price_seats(self):
        membership = self._needs_membership()
        quotes = membership._quote_seats(self.seats)
        if not quotes:
            raise UserError(
                self.env._(
                    "More seats cost %s nothing: they can be ordered without a quote.",
                    self.partner_id.name,
                )
            )
        return (
            quotes[0][0].date_from,
            quotes[-1][0].date_to,
            [(c.kind, c.quantity, c.amount) for _piece, c in quotes],
        )

    def _needs_membership(self):
        if not self.membership_id:
            raise UserError(
                self.env._(
                    "%s has no membership yet: quote its joining first.",
                    self.partner_id.name,
                )
            )
        return self.membership_id

    def _needs_period(self):
        """The period under which something else is called.

        :raises UserError: there is none
        """
        live = self._needs_membership().period_ids.filtered(
            lambda p: not (p.superseded or p.cancelled)
        )
        if not live:
            raise UserError(
                self.env._(
                    "%s has no period under which this could be called: quote its dues "
                    "first.",
                    self.partner_id.name,
                )
            )
        today = fields.Date.context_today(self)
        running = live.filtered(lambda p: p.date_from <= today <= p.date_to)
        return (running or live.sorted("date_from")[-1:])[:1]


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _club_trial_call(self):
        """(call, first day) as ``action_call_now`` would make it, nothing run."""
        today = fields.Date.context_today(self)
        last = self._last_day()
        starts_on = fields.Date.add(last, days=1) if last else today
        if not self.is_member:
            starts_on = max(starts_on, today)
        call = (
            self.env["club.dues.call"]
            .with_company(self.company_id)
            .create(
                {
                    "name": self.env._("Dues of %s", self.partner_id.name),
                    "kind": "single",
                    "company_id": self.company_id.id,
                    "date": today,
                    "due_date": fields.Date.add(today, days=30),
                    "term_from": min(starts_on, today),
                    "term_to": max(starts_on, today),
                    "include_unreachable": True,
                }
            )
        )
        return call, starts_on
