from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ClubDutyOffer(models.Model):
    """What the asked answer. Silence never hands a duty over.

    Of two who accept at once the database lets one through: the other's transaction
    starts again, and finds the answer there.
    """

    _inherit = "club.duty.offer"

    def _accept(self, volunteer):
        """Take the duty over, or exchange the two duties, from this moment on.

        Nothing else of it is left to confirm: both sides have agreed.

        :param volunteer: one of the asked; the first who accepts has it
        :raises UserError: somebody was quicker, the question ended, the duty has
            begun, or something stands in the way of either side meanwhile
        """
        self.ensure_one()
        # sudo: only who was asked comes through.
        offer, volunteer = self.sudo(), volunteer.sudo()
        offer._expect_asked(volunteer)
        if offer.state == "accepted" and offer.accepted_by_id == volunteer:
            return
        offer._expect_open()
        duty, other, asker = offer.duty_id, offer.other_duty_id, offer.asker_id
        (asker | volunteer)._one_at_a_time()
        offer._expect_acceptable(volunteer)
        offer._finish("accepted", accepted_by_id=volunteer.id)
        author = volunteer.partner_id
        if offer.kind == "swap":
            duty._exchange(other, author)
        else:
            duty._hand_over(volunteer, "cover", author, accepted=True)

    def _expect_asked(self, volunteer):
        if volunteer not in self.asked_ids:
            raise UserError(
                self.env._("This question was not put to you: nothing has changed.")
            )

    def _expect_acceptable(self, volunteer):
        """What was true when the question was put must be true now."""
        duty, other, asker = self.duty_id, self.other_duty_id, self.asker_id
        duty._expect_untouched(asker)
        if self.kind == "swap":
            other._expect_untouched(volunteer)
            obstacles = duty._swap_obstacles(other)
        else:
            obstacles = duty._obstacles(volunteer)
        if obstacles:
            raise UserError("\n".join(obstacles))

    def _decline(self, volunteer):
        """This volunteer cannot. Once everybody declined, the asker is told.

        :raises UserError: the volunteer was not asked, or the question ended
        """
        self.ensure_one()
        # sudo: only who was asked comes through.
        offer, volunteer = self.sudo(), volunteer.sudo()
        offer._expect_asked(volunteer)
        if volunteer in offer.declined_ids:
            return
        offer._expect_open()
        offer._one_at_a_time()
        offer.declined_ids |= volunteer
        if not offer.asked_ids - offer.declined_ids:
            offer._finish("declined")

    def _one_at_a_time(self):
        """Let whoever else answers this offer wait, and see our answer."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL("UPDATE club_duty_offer SET state = state WHERE id = %s", self.id)
        )


class ClubDuty(models.Model):
    _inherit = "club.duty"

    def _expect_untouched(self, volunteer):
        """Refuse what changed hands or began since somebody was asked about it."""
        self._expect_mine_or_say(volunteer)
        if self.date_start <= self._company_today():
            raise UserError(
                self.env._(
                    "%(duty)s has begun: it stays with %(name)s.",
                    duty=self.display_name,
                    name=volunteer.name,
                )
            )

    def _expect_mine_or_say(self, volunteer):
        if self.volunteer_id != volunteer:
            raise UserError(
                self.env._(
                    "%(duty)s is not %(name)s's duty any more.",
                    duty=self.display_name,
                    name=volunteer.name,
                )
            )

    def _exchange(self, other, author):
        """Give each of two duties to the volunteer of the other one.

        Through a gap that nobody ever sees: nobody may have both at any moment.
        """
        mine, theirs = self.volunteer_id, other.volunteer_id
        self.volunteer_id = False
        self.flush_recordset()
        other._hand_over(mine, "swap", author, accepted=True)
        other.flush_recordset()
        self._hand_over(theirs, "swap", author, accepted=True, before=mine)

    def _one_at_a_time(self):
        """Let whoever else changes these duties wait, and see what we did."""
        self.env.flush_all()
        for duty_id in sorted(self.ids):
            self.env.cr.execute(
                SQL(
                    "UPDATE club_duty SET write_date = write_date WHERE id = %s",
                    duty_id,
                )
            )
