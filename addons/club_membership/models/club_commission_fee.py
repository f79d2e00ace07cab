from odoo import fields, models
from odoo.tools import SQL


class ClubCommissionMember(models.Model):
    """The fee of a commission: called with the dues, or at once in mid-term."""

    _inherit = "club.commission.member"

    def _call_fee(self):
        """Call the fee for the periods that were called before this person joined.

        Once per membership and period, whoever sits for it and however often they
        leave and come back.
        """
        today = fields.Date.context_today(self)
        for member in self.filtered("commission_id.fee"):
            membership, commission = member.membership_id, member.commission_id
            opened_on = membership.section_id.dues_open_on
            if not opened_on or opened_on > today:
                # The association does not call the dues of this section itself yet.
                continue
            amount = commission.currency_id._club_decimal(commission.fee)
            for period in membership._called_periods(today):
                membership._charge_now(
                    commission.name,
                    [["commission", 1, str(amount), f"commission:{commission.id}"]],
                    period,
                )


class ClubCommission(models.Model):
    """Who may commit whom to the fee."""

    _inherit = "club.commission"

    def _adds_fee(self, membership):
        """Whether one more person for this membership makes it owe the fee: nobody of
        it sits here yet."""
        # sudo: asked for people who read no rows; only a yes or no leaves.
        sits = self.env["club.commission.member"].sudo()
        return bool(self.fee) and not sits.search_count(
            [
                ("commission_id", "=", self.id),
                ("membership_id", "=", membership.id),
                ("state", "=", "active"),
            ],
            limit=1,
        )

    def _why_not_owe(self, person, membership):
        """Why this person may not commit that membership to the fee.

        One joins for oneself as one likes; only its team managers commit an
        organisation, and whoever sits for it after them adds nothing.

        :return: a sentence that says whom to ask, empty when they may
        """
        organisation = membership.partner_id
        if not organisation.is_company or not self._adds_fee(membership):
            return ""
        managers = membership._team_on(None, "manager").partner_id
        if person in managers:
            return ""
        return self.env._(
            "%(organisation)s would owe the fee of %(commission)s: only a team manager "
            "joins first, colleagues after that. Ask %(whom)s.",
            organisation=organisation.name,
            commission=self.name,
            whom=", ".join((managers or self.company_id).mapped("name")),
        )


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _called_periods(self, day):
        """The period of ``day``, and later ones whose dues were called already."""
        self.ensure_one()
        live = self.period_ids.filtered(
            lambda p: not (p.superseded or p.cancelled) and p._last_covered() >= day
        )
        current = live.filtered(lambda p: p.date_from <= day)
        called = live.filtered(
            lambda p: any(
                due.kind == "base" and not due.cancelled_on for due in p.term_id.due_ids
            )
        )
        by_term = (current | called).sorted("date_from").grouped("term_id")
        return [pieces[0] for pieces in by_term.values()]


class ClubDuesCall(models.Model):
    _inherit = "club.dues.call"

    def _fees_sql(self):
        """Fees of the commissions each membership sits in, as charges of a line."""
        return SQL(
            """
            SELECT sits.membership_id,
                   jsonb_agg(jsonb_build_array(
                       'commission', 1, round(sits.fee, %(digits)s)::text,
                       'commission:' || sits.commission_id
                   ) ORDER BY sits.commission_id) AS charges
              FROM (SELECT DISTINCT cm.membership_id, cm.commission_id, c.fee
                      FROM club_commission_member cm
                      JOIN club_commission c ON c.id = cm.commission_id
                     WHERE c.company_id = %(company)s AND c.state = 'open'
                       AND c.fee > 0 AND cm.state = 'active'
                       AND (cm.date_to IS NULL OR cm.date_to >= %(term_from)s)
                   ) sits
             GROUP BY sits.membership_id
            """,
            company=self.company_id.id,
            digits=self.currency_id.decimal_places,
            term_from=self.term_from,
        )


class ClubDue(models.Model):
    _inherit = "club.due"

    def _commission(self):
        """The commission a fee is for; empty for every other due."""
        kind, _colon, number = (self.origin_key or "").partition(":")
        # sudo: who reads dues may not read commissions; its name is on the invoice.
        commissions = self.env["club.commission"].sudo()
        if kind != "commission" or not number.isdigit():
            return commissions
        return commissions.browse(int(number))

    def _kind_label(self):
        """What the due is for, in the words of the context's language."""
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return self._commission().name or kinds[self.kind]
