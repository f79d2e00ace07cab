from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from ..rota.problem import UNIT
from .club_duty import LIVE

YEAR = timedelta(days=365)


class ClubRota(models.Model):
    """What was decided before a rota is planned, and the year before it."""

    _inherit = "club.rota"

    def _first_open_slot(self):
        """The first slot that may still change: of a published rota, what has begun is
        left as it is."""
        self.ensure_one()
        if not self._is_in_force():
            return 0
        today = self.company_id._club_today()
        begun = (today - self.date_start).days // self.slot_days + 1
        return min(max(begun, 0), self.slot_count)

    def _is_in_force(self):
        """Whether volunteers were told their duties of this rota."""
        return any(duty.state in LIVE for duty in self.duty_ids)

    def _kept_duties(self):
        """Duties that planning again leaves to whoever has them.

        Set by hand, confirmed by their volunteer, or begun already.
        """
        drafts = self.duty_ids.filtered(
            lambda duty: duty.state == "draft" and duty.is_by_hand
        )
        decided = {duty._place() for duty in drafts}
        first = self._first_open_slot()
        standing = self.duty_ids.filtered(
            lambda duty: (
                duty.state in LIVE
                and duty._place() not in decided
                and (duty.slot < first or duty.state != "published" or duty.is_by_hand)
            )
        )
        return (drafts | standing).filtered("volunteer_id")

    def _known_duties(self, at):
        """Duties that volunteers know of, as the planner's: it stays near them."""
        standing = self.duty_ids.filtered(
            lambda duty: duty.state in LIVE and duty.volunteer_id
        )
        return list(filter(None, map(at.duty, standing)))

    def _closed_places(self):
        """Places where nobody may be added: begun, or left open on purpose.

        :return: pairs of section and slot
        """
        first = self._first_open_slot()
        sections = self.line_ids.section_id
        closed = {(section, slot) for section in sections for slot in range(first)}
        left_open = self.duty_ids.filtered(
            lambda duty: (
                duty.is_by_hand and not duty.volunteer_id and duty.state != "cancelled"
            )
        )
        return closed | {(duty.section_id, duty.slot) for duty in left_open}

    def _debts(self, volunteers):
        """What volunteers served above their share in the year before this rota.

        Of each, the last rota that ended within that year counts, as it was really
        served.

        :return: hundredths of a duty by volunteer; below zero, served too little
        """
        shares = self.env["club.rota.share"].search(
            [
                ("volunteer_id", "in", volunteers.ids),
                ("solution_id.published_on", "!=", False),
                ("solution_id.rota_id", "!=", self.id),
                ("solution_id.rota_id.state", "in", ("published", "closed")),
                ("solution_id.rota_id.date_end", "<", self.date_start),
                ("solution_id.rota_id.date_end", ">=", self.date_start - YEAR),
            ]
        )
        last = {}
        for share in shares.sorted(
            lambda share: (share.solution_id.rota_id.date_end, share.id)
        ):
            last[share.volunteer_id] = share
        served = self._served({share.solution_id.rota_id.id for share in last.values()})
        return {
            who: UNIT * served.get((share.solution_id.rota_id.id, who.id), 0)
            - round(UNIT * share.share)
            for who, share in last.items()
        }

    def _served(self, rota_ids):
        """Number of duties that stand, by rota and volunteer."""
        groups = self.env["club.duty"]._read_group(
            [("rota_id", "in", list(rota_ids)), ("state", "in", LIVE)],
            ["rota_id", "volunteer_id"],
            ["__count"],
        )
        return {(rota.id, who.id): count for rota, who, count in groups}

    def _served_together(self, at):
        """Pairs of positions, smaller first, that shared a duty in another rota."""
        if not at.volunteers:
            return frozenset()
        self.env["club.duty"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT one.volunteer_id, two.volunteer_id
                  FROM club_duty one
                  JOIN club_duty two
                    ON two.rota_id = one.rota_id
                   AND two.section_id = one.section_id
                   AND two.slot = one.slot
                   AND two.volunteer_id > one.volunteer_id
                 WHERE one.state IN %(live)s AND two.state IN %(live)s
                   AND one.rota_id != %(rota)s
                   AND one.volunteer_id IN %(who)s AND two.volunteer_id IN %(who)s
                """,
                live=LIVE,
                rota=self.id,
                who=tuple(at.volunteers.ids),
            )
        )
        place = {each: position for position, each in enumerate(at.volunteers.ids)}
        return frozenset(
            (min(place[one], place[two]), max(place[one], place[two]))
            for one, two in rows
        )
