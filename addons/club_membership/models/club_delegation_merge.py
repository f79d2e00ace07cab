from odoo import api, models
from odoo.tools import SQL

from .club_delegation_actions import ONE_DAY


class ClubDelegation(models.Model):
    """Two contacts who are one: their delegations are kept, none counts twice."""

    _inherit = "club.delegation"

    def _fold(self, key):
        """Let rows that say the same, about the same days, count once.

        The one that stays covers the days of both and keeps a seat; the other stays
        as a trace that never counts.

        :param key: delegation -> what makes two rows the same
        """
        for rows in self.grouped(key).values():
            kept = self.browse()
            live = rows.filtered(lambda d: not d.date_to or d.date_to >= d.date_from)
            for row in live.sorted(lambda d: (d.date_from, d.id)):
                if not kept or (kept.date_to and kept.date_to < row.date_from):
                    kept = row
                    continue
                row._fold_into(kept)

    def _fold_into(self, kept):
        ends = [row.date_to for row in (kept, self)]
        seat = self.seat_ids
        self.write({"date_to": self.date_from - ONE_DAY})
        # The database forbids two rows for one day: it sees who stepped back first.
        self.flush_recordset()
        if seat and not kept.seat_ids:
            self.env["club.seat"].browse(seat.ids).write({"delegation_id": kept.id})
        kept.write(
            {
                "date_to": max(ends) if all(ends) else False,
                "email": kept.email or self.email,
            }
        )


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    _inherit = "base.partner.merge.automatic.wizard"

    def _check_may_merge(self, partners):
        result = super()._check_may_merge(partners)
        if not self.env.su:
            # sudo: what the user cannot see must be found to be refused.
            acted_for = partners.sudo().club_delegation_ids.membership_id
            acted_for.sudo(False).check_access("write")
        return result

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        people = src_partners | dst_partner
        # sudo: rights were checked in _merge; teams of all associations count.
        delegations = (
            self.env["club.delegation"]
            .sudo()
            .search([("partner_id", "in", people.ids)])
        )
        delegations._fold(lambda d: (d.membership_id, d.role))
        self._club_merge_guardians(people)
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _club_merge_guardians(self, people):
        """Of guardianships that become the same one, the first stays."""
        rows = (
            self.env["club.guardian"]
            .sudo()
            .search(
                [
                    "|",
                    ("minor_id", "in", people.ids),
                    ("guardian_id", "in", people.ids),
                ],
                order="date_from, id",
            )
        )

        def one(person):
            return people[:1] if person in people else person

        (rows.filtered(lambda r: one(r.minor_id) == one(r.guardian_id))).unlink()
        for same in (
            rows.exists()
            .grouped(lambda r: (r.company_id, one(r.minor_id), one(r.guardian_id)))
            .values()
        ):
            kept = same[:1]
            for row in same[1:]:
                if kept.date_to and kept.date_to < row.date_from:
                    kept = row
                    continue
                ends = [kept.date_to, row.date_to]
                row.unlink()
                kept.date_to = max(ends) if all(ends) else False


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _hand_over_work(self, winner):
        """Two memberships of one organisation: one team, with everybody of both."""
        result = super()._hand_over_work(winner)
        teams = self.delegation_ids | winner.delegation_ids
        teams._fold(lambda d: (d.partner_id, d.role))
        invited = winner.invitation_ids.filtered(lambda i: i.state == "sent")
        self.invitation_ids.filtered(
            lambda i: i.state == "sent" and i.email in invited.mapped("email")
        )._cancel()
        self._hand_over_seats(winner)
        self.env.flush_all()
        self.delegation_ids.write({"membership_id": winner.id})
        self.invitation_ids.write({"membership_id": winner.id})
        self.email_domain_ids.write({"membership_id": winner.id})
        # sudo: orders follow the dues they made.
        self.env["club.seat.order"].sudo().search(
            [("membership_id", "=", self.id)]
        ).write({"membership_id": winner.id})
        return result

    def _hand_over_seats(self, winner):
        """Seats somebody holds move, numbered after the winner's; free ones go."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM club_seat WHERE membership_id = %(loser)s
                   AND delegation_id IS NULL AND invitation_id IS NULL;
                UPDATE club_seat
                   SET membership_id = %(winner)s,
                       number = number + (
                           SELECT COALESCE(max(number), 0) FROM club_seat
                            WHERE membership_id IN (%(winner)s, %(loser)s))
                 WHERE membership_id = %(loser)s
                """,
                loser=self.id,
                winner=winner.id,
            )
        )
        self.env["club.seat"].invalidate_model()
        (self | winner).invalidate_recordset(["seat_ids"])

    def _join_seats(self):
        """Have again as many rows as places, after seats came from elsewhere."""
        for kind in ("seat", "voter"):
            self.env["club.seat"].sudo()._fit(self, kind)  # sudo: see club.seat

    def _hand_over_status(self, winner):
        result = super()._hand_over_status(winner)
        winner._join_seats()
        return result
