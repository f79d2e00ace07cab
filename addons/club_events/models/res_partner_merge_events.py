from odoo import api, models
from odoo.tools import SQL

# What is unique per person, by what besides: of two rows that say the same, the one
# that comes first in the order stays. Core would delete either.
UNIQUE = (
    (
        "club_event_notice",
        "partner_id",
        "event_id, level, key",
        "state = 'to_send', id",
    ),
    ("club_benefit_use", "partner_id", "benefit_id, membership_id, date", "id"),
)


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Merging two contacts keeps what both attended, learned and did."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        people = src_partners | dst_partner
        self._club_merge_registrations(people)
        self._club_merge_certificates(people)
        self._club_merge_prospects(people)
        self.env.flush_all()
        for table, column, besides, order in UNIQUE:
            self._club_drop_twins(table, column, besides, order, people)
        self.env.invalidate_all()
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _club_drop_twins(self, table, column, besides, order, people):
        self.env.cr.execute(
            SQL(
                """
                WITH ranked AS (
                    SELECT id, row_number() OVER (
                           PARTITION BY %(besides)s ORDER BY %(order)s) AS place
                      FROM %(table)s WHERE %(column)s = ANY(%(people)s)
                )
                DELETE FROM %(table)s t USING ranked
                 WHERE ranked.id = t.id AND ranked.place > 1
                """,
                table=SQL.identifier(table),
                column=SQL.identifier(column),
                # Both stand in this file, above.
                besides=SQL(besides),
                order=SQL(order),
                people=people.ids,
            )
        )

    @api.model
    def _club_merge_registrations(self, people):
        """One person has one place at a meeting: who came, then who has a place, then
        who waited longest; the other place is free again."""
        # sudo: rights were checked in _merge.
        rows = (
            self.env["event.registration"]
            .sudo()
            .search([("attendee_id", "in", people.ids), ("state", "!=", "cancel")])
        )
        rank = {"done": 0, "open": 1, "draft": 2}
        for same in rows.grouped(lambda r: (r.event_id, r.event_slot_id)).values():
            twins = same.sorted(
                lambda r: (rank[r.state], r.queued_at or r.create_date, r.id)
            )
            twins[1:].action_cancel()

    @api.model
    def _club_merge_certificates(self, people):
        """Two certificates of one session are one person's: the first was given."""
        # sudo: as above
        rows = (
            self.env["club.training.certificate"]
            .sudo()
            .search([("partner_id", "in", people.ids), ("event_id", "!=", False)])
        )
        for same in rows.grouped("event_id").values():
            same.sorted("id")[1:].event_id = False

    @api.model
    def _club_merge_prospects(self, people):
        """A customer is in a campaign once: as far as either of the two had come."""
        # sudo: as above
        # Archived ones too: their contact would clash as well.
        prospects = self.env["club.prospect"].sudo().with_context(active_test=False)
        stages = [key for key, _label in prospects._fields["stage"].selection]
        rows = prospects.search([("partner_id", "in", people.ids)])
        for same in rows.grouped("recruitment_id").values():
            further = same.sorted(
                lambda row: (row.stage == "lost", -stages.index(row.stage), row.id)
            )
            further[1:].guest_ids.prospect_id = further[0]
            further[1:].step_ids.prospect_id = further[0]
            further[1:].message_ids.res_id = further[0].id
            further[1:].unlink()


class ClubMembership(models.Model):
    """Two memberships of one member: what each was used for counts once."""

    _inherit = "club.membership"

    def _hand_over_work(self, winner):
        result = super()._hand_over_work(winner)
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM club_benefit_use mine USING club_benefit_use theirs
                 WHERE mine.membership_id = %(loser)s
                   AND theirs.membership_id = %(winner)s
                   AND (mine.benefit_id, mine.partner_id, mine.date)
                     = (theirs.benefit_id, theirs.partner_id, theirs.date)
                """,
                loser=self.id,
                winner=winner.id,
            )
        )
        for table in (
            "club_benefit_use",
            "event_registration",
            "club_event_booking",
            "club_prospect",
        ):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET membership_id = %s WHERE membership_id = %s",
                    SQL.identifier(table),
                    winner.id,
                    self.id,
                )
            )
        self.env.invalidate_all()
        return result
