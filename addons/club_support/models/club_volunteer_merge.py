from odoo import api, models
from odoo.tools import SQL


class ClubVolunteer(models.Model):
    """Two volunteers who are one person: all of both is kept, in one record."""

    _inherit = "club.volunteer"

    def _merge_into(self, winner):
        """Hand everything over to ``winner``, and disappear.

        Where both were on duty at once the winner keeps theirs; the other duty
        becomes a gap, with its history.
        """
        for loser in self:
            loser._merge_offers(winner)
            loser._merge_duties(winner)
            loser._merge_shares(winner)
            loser._merge_absences(winner)
            winner.write(loser._merged_values(winner))
            loser._merge_references(winner)
            loser.unlink()

    def _merged_values(self, winner):
        """What the one volunteer says who was two: the days of both, and what limits
        them more."""
        ends = [each.date_end for each in (self, winner)]
        return {
            "section_ids": [(4, section.id) for section in self.section_ids],
            "desk_section_ids": [(4, each.id) for each in self.desk_section_ids],
            "skill_ids": [(4, skill.id) for skill in self.skill_ids],
            "date_start": min(self.date_start, winner.date_start),
            "date_end": max(ends) if all(ends) else False,
            "max_load": min(self.max_load, winner.max_load),
            "rest": max(self.rest, winner.rest),
            "helps_neighbours": self.helps_neighbours and winner.helps_neighbours,
            **{
                name: self[name] or winner[name]
                for name in self._fields
                if name.endswith("day_off")
            },
        }

    def _merge_duties(self, winner):
        kept = winner._live_duties()
        twice = self._live_duties().filtered(
            lambda duty: any(duty._meets(other) for other in kept)
        )
        reason = self.env._("Two contacts of one person were merged: on duty twice.")
        for duty in twice:
            if duty.state == "done":
                # Served once: the hours of the other duty are in the log.
                duty._retract_hours()
                duty.state = "published"
            duty._hand_over(
                winner.browse(), "release", self.env.user.partner_id, reason=reason
            )
        self.env.flush_all()

    def _merge_offers(self, winner):
        """Nobody asks themselves for anything."""
        offers = self.env["club.duty.offer"]
        both = self | winner
        own = offers._put_by_or_to(both).filtered(
            lambda offer: offer.asker_id in both and offer.asked_ids & both
        )
        for offer in own:
            others = offer.asked_ids - both
            if others - offer.declined_ids:
                offer.asked_ids = others
            else:
                offer._finish("declined")

    def _merge_shares(self, winner):
        """Of one plan the loads and shares of both are the one person's."""
        mine = self.env["club.rota.share"].search([("volunteer_id", "=", self.id)])
        theirs = {
            share.solution_id: share
            for share in mine.search([("volunteer_id", "=", winner.id)])
        }
        for share in mine:
            if kept := theirs.get(share.solution_id):
                for name in ("load", "share", "debt", "away", "disliked"):
                    kept[name] += share[name]
                share.unlink()

    def _merge_absences(self, winner):
        """What both said about the same days is said once; the winner's note stays."""

        def said(absence):
            return absence.kind, absence.date_from, absence.date_to

        known = {said(absence): absence for absence in winner.absence_ids}
        for absence in self.absence_ids:
            if kept := known.get(said(absence)):
                kept.note = kept.note or absence.note
                absence.unlink()

    def _merge_references(self, winner):
        """Point whatever names this volunteer at the other one, in every addon."""
        # Only what both were told of could clash; it is told again if still true.
        self.env["club.duty.notice"].search([("volunteer_id", "=", self.id)]).unlink()
        self.env["mail.message"].search(
            [("model", "=", self._name), ("res_id", "=", self.id)]
        ).res_id = winner.id
        self.env.flush_all()
        for name in self.env.registry:
            model = self.env[name]
            if model._abstract or not model._auto:
                continue
            for field in model._fields.values():
                if field.comodel_name == self._name and field.store:
                    self._merge_field(model, field, winner)
        self.env.invalidate_all()

    def _merge_field(self, model, field, winner):
        if field.type == "many2one":
            table, column, other = model._table, field.name, None
        elif field.type == "many2many":
            table, column, other = field.relation, field.column2, field.column1
        else:
            return
        where = SQL("%s = %s", SQL.identifier(column), self.id)
        if other:
            self.env.cr.execute(
                SQL(
                    "INSERT INTO %(table)s (%(other)s, %(column)s) "
                    "SELECT %(other)s, %(winner)s FROM %(table)s WHERE %(where)s "
                    "ON CONFLICT DO NOTHING",
                    table=SQL.identifier(table),
                    other=SQL.identifier(other),
                    column=SQL.identifier(column),
                    winner=winner.id,
                    where=where,
                )
            )
            self.env.cr.execute(
                SQL("DELETE FROM %s WHERE %s", SQL.identifier(table), where)
            )
            return
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s WHERE %s",
                SQL.identifier(table),
                SQL.identifier(column),
                winner.id,
                where,
            )
        )


class BasePartnerMergeAutomaticWizard(  # pylint: disable=no-wizard-in-models
    models.TransientModel
):
    """Core would delete the second volunteer, or fail at what names it."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _check_may_merge(self, partners):
        result = super()._check_may_merge(partners)
        if not self.env.su:
            partners._club_volunteers().sudo(False).check_access("write")
        return result

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        people = src_partners | dst_partner
        for mine in people._club_volunteers().grouped("company_id").values():
            winner = mine.sorted(lambda v: (v.partner_id != dst_partner, v.id))[0]
            (mine - winner)._merge_into(winner)
        self._club_merge_notices_of_duties(people)
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _club_merge_notices_of_duties(self, people):
        """What both contacts were told about a duty was told once."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                WITH ranked AS (
                    SELECT id, row_number() OVER (
                           PARTITION BY duty_id, level, COALESCE(offer_id, 0),
                                        COALESCE(change_id, 0),
                                        COALESCE(volunteer_id, 0)
                               ORDER BY state = 'to_send', id) AS place
                      FROM club_duty_notice WHERE partner_id = ANY(%s)
                )
                DELETE FROM club_duty_notice n USING ranked
                 WHERE ranked.id = n.id AND ranked.place > 1
                """,
                people.ids,
            )
        )
        self.env["club.duty.notice"].invalidate_model()
