from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

ONE_DAY = timedelta(days=1)


class ClubMembership(models.Model):
    """What happens to a membership: each event is a fact, dated, in the register."""

    _inherit = "club.membership"

    def _close(self, closing, day, reason):
        """End memberships: a fact and a register row; no money moves.

        :param closing: resigned, struck_off, excluded, deceased, merged or
            absorbed
        :param day: first day on which they are no longer a member
        """
        self.check_access("write")
        # sudo: periods and closings are written by events only, never by hand.
        self = self.sudo()
        for membership in self:
            if membership.closing and (
                closing != "deceased" or membership.closing == "deceased"
            ):
                raise UserError(
                    self.env._(
                        "%(member)s already left on %(day)s.",
                        member=membership.display_name,
                        day=membership.closed_on,
                    )
                )
        self.write({"closing": closing, "closed_on": day})
        live = self.period_ids.filtered(lambda p: not (p.superseded or p.cancelled))
        live.filtered(lambda p: p.date_from >= day).write({"cancelled": True})
        live.filtered(lambda p: p.date_from < day <= (p.ended_on or p.date_to)).write(
            {"ended_on": day - ONE_DAY}
        )
        if closing == "deceased":
            self.partner_id.write({"club_deceased_on": day})
        self._record_movement(closing, day, reason)
        self._refresh()

    def _move_section(self, section, day, reason):
        """Move to another section from ``day`` on; the past stays where it was."""
        self.check_access("write")
        section.check_access("read")
        # sudo: as in _close.
        self = self.sudo()
        later = day > fields.Date.context_today(self)
        for membership in self.filtered(
            lambda m: m.section_id != section or m.next_section_on
        ):
            origin = membership.section_id
            membership._pieces_from(day).write({"section_id": section.id})
            membership.write(
                {
                    "next_section_id": section.id if later else False,
                    "next_section_on": day if later else False,
                    **({} if later else {"section_id": section.id}),
                }
            )
            membership._record_movement(
                "moved", day, reason, section=section, from_section=origin
            )
        self._refresh()

    def _change_type(self, kind, day, reason):
        """Change type from ``day`` on: nobody leaves, nobody is billed twice."""
        self.check_access("write")
        # sudo: as in _close.
        self = self.sudo()
        later = day > fields.Date.context_today(self)
        for membership in self.filtered(lambda m: m.type_id != kind or m.next_type_on):
            origin = membership.type_id
            membership._pieces_from(day).write({"type_id": kind.id})
            membership.write(
                {
                    "next_type_id": kind.id if later else False,
                    "next_type_on": day if later else False,
                    **({} if later else {"type_id": kind.id}),
                }
            )
            membership._record_movement(
                "type_changed", day, reason, kind=kind, from_type=origin
            )
        self._refresh()

    def _pieces_from(self, day):
        """The live periods from ``day`` on, after cutting the one that covers it."""
        self.ensure_one()
        live = self.period_ids.filtered(lambda p: not (p.superseded or p.cancelled))
        later = live.filtered(lambda p: p.date_from >= day)
        cut = live.filtered(lambda p: p.date_from < day <= p.date_to)
        for period in cut:
            rest = period.copy_data({"date_from": day, "term_id": period.term_id.id})[0]
            ended_on = period.ended_on
            period.date_to = day - ONE_DAY
            if ended_on and ended_on >= day:
                period.ended_on = False
            # The exclusion constraint must see the cut before the new piece.
            self.env.flush_all()
            if not ended_on or ended_on >= day:
                later |= later.create(rest)
        return later

    def _record_movement(
        self,
        event,
        day,
        reason,
        section=None,
        from_section=None,
        kind=None,
        from_type=None,
    ):
        """Write one row of the register for each of these memberships."""
        # sudo: nobody has the right to write the register by hand; the methods that
        # make history do it on behalf of who runs them.
        self.env["club.movement"].sudo().create(
            [
                {
                    "membership_id": membership.id,
                    "company_id": membership.company_id.id,
                    "kind": event,
                    "date": day,
                    "reason": reason,
                    "section_id": (section or membership.section_id).id,
                    "from_section_id": from_section and from_section.id,
                    "type_id": (kind or membership.type_id).id,
                    "from_type_id": from_type and from_type.id,
                }
                for membership in self
            ]
        )
