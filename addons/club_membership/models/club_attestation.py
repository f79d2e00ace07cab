from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_amount, format_date

# A gift or an old balance is not the price of this membership.
DUES_KINDS = ("base", "seats", "joining", "commission", "other")


class ClubMembershipPeriod(models.Model):
    """Attestation of membership and payment: evidence, never a tax receipt."""

    _inherit = "club.membership.period"

    def action_attestation(self):
        """Print the attestation of this term, or say why there is none."""
        for period in self:
            period._check_attestation()
        return self.env.ref("club_membership.action_report_attestation").report_action(
            self, config=False
        )

    def _attested_dues(self):
        return self.term_id.due_ids.filtered(
            lambda due: due.kind in DUES_KINDS and due.state != "cancelled"
        )

    def _check_attestation(self):
        """Refuse when the type gives none, or when something is not settled."""
        self.ensure_one()
        facts = {"member": self.partner_id.name, "period": self._term_label()}
        if not self.type_id.attestation:
            raise UserError(
                self.env._(
                    "%(member)s: no attestation is given for the membership type "
                    "%(type)s. Its settings can allow it.",
                    type=self.type_id.name,
                    **facts,
                )
            )
        if self.superseded or self.cancelled:
            raise UserError(
                self.env._(
                    "%(member)s: the period %(period)s does not count any more.",
                    **facts,
                )
            )
        owed = sum(self._attested_dues().mapped("residual"))
        if owed > 0:
            raise UserError(
                self.env._(
                    "%(member)s still owes %(amount)s for %(period)s: the attestation "
                    "can be printed once it is paid.",
                    amount=format_amount(self.env, owed, self.company_id.currency_id),
                    **facts,
                )
            )
        if not self.confirmed_on:
            raise UserError(
                self.env._(
                    "%(member)s: the membership for %(period)s is not confirmed yet.",
                    **facts,
                )
            )

    def _attestation_values(self):
        """Plain values of the document, in the member's language."""
        self.ensure_one()
        period = self.with_context(lang=self.partner_id.lang or self.env.lang)
        period._check_attestation()
        env, currency = period.env, period.company_id.currency_id
        dues = period._attested_dues()
        paid = sum(dues.mapped("amount_paid"))
        days = dues._payment_days()
        kinds = dict(env["club.due"]._fields["kind"]._description_selection(env))
        return {
            "lang": env.lang,
            "env": env,
            "company": period.company_id,
            "member": period.partner_id,
            "sentence": period._attestation_sentence(),
            "type": period.type_id.name,
            "section": period.section_id.name,
            "payers": dues.payer_id - period.partner_id,
            "lines": [
                {
                    "label": period.type_id.name if d.kind == "base" else kinds[d.kind],
                    "amount": format_amount(env, d.amount_paid, currency),
                }
                for d in dues.filtered("amount_paid")
            ],
            "paid": format_amount(env, paid, currency) if paid else "",
            "paid_days": [format_date(env, day) for day in days] if paid else [],
            "today": format_date(env, fields.Date.context_today(period)),
            "signatory": period.company_id._club_signatory(),
        }

    def _attestation_sentence(self):
        """What is certified: of the past once the term or the membership is over."""
        first, last = self._term_dates()
        facts = {
            "association": self.company_id.name,
            "member": self.partner_id.name,
            "number": self.membership_id.number,
            "first": format_date(self.env, first),
            "last": format_date(self.env, last),
        }
        today = fields.Date.context_today(self)
        closed_on = self.membership_id.closed_on
        if last < today or (closed_on and closed_on <= today):
            return self.env._(
                "%(association)s certifies that %(member)s was a member, number "
                "%(number)s, for the period from %(first)s to %(last)s.",
                **facts,
            )
        return self.env._(
            "%(association)s certifies that %(member)s is a member, number "
            "%(number)s, for the period from %(first)s to %(last)s.",
            **facts,
        )


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def action_attestation(self):
        """Print the attestation of the current term, else of the last one paid."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        live = self.period_ids.filtered(lambda p: not (p.superseded or p.cancelled))
        if not live:
            raise UserError(
                self.env._("%s has no membership period yet.", self.partner_id.name)
            )
        current = live.filtered(lambda p: p.date_from <= today <= p.date_to)
        settled = live.filtered(lambda p: p.date_from <= today and p.confirmed_on)
        return (current or settled or live)[:1].action_attestation()


class ClubDue(models.Model):
    _inherit = "club.due"

    def _payment_days(self):
        """Days on which money for these dues was booked, oldest first.

        A credit note reduces a due without paying it: it does not count.
        """
        if not self:
            return []
        # sudo: what a former payer paid of these dues counts.
        former = self.sudo()._former_invoices()
        # Officers may tell when a due was paid without any right to the ledger.
        self.env["account.partial.reconcile"].flush_model()
        self.env["account.move.line"].flush_model(["club_due_id", "date"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT paying.date
                  FROM club_due d
                  JOIN account_move_line line
                    ON line.club_due_id = d.id OR line.move_id = d.invoice_id
                    OR line.move_id = ANY(%s)
                  JOIN account_partial_reconcile p ON p.debit_move_id = line.id
                  JOIN account_move_line paying ON paying.id = p.credit_move_id
                  JOIN account_move entry ON entry.id = paying.move_id
                 WHERE d.id = ANY(%s) AND entry.move_type <> 'out_refund'
                   AND entry.reversed_entry_id IS NULL
                   -- A waiver and a change of payer bring no money.
                   AND paying.club_due_id IS NULL
                 ORDER BY paying.date
                """,
                former.ids,
                self.ids,
            )
        )
        return [row[0] for row in rows]


class ResCompany(models.Model):
    _inherit = "res.company"

    def _club_signatory(self):
        """Who signs for the association: its treasurer, else its president.

        :return: dictionary ``name``, ``office``, or None
        """
        self.ensure_one()
        # sudo: a name printed on the association's own paper.
        root = self._club_root_section()
        offices = (
            self.env["club.office"]
            .sudo()
            .search([("section_id", "=", root.id), ("is_current", "=", True)])
        )
        treasurer = offices.filtered(lambda office: office.role == "treasurer")
        single = offices.filtered("single_holder")
        for office in (treasurer or single)[:1]:
            return {"name": office.partner_id.name, "office": office.kind_id.name}
        return None
