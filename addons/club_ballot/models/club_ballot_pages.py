from collections import Counter

from odoo import models


class ClubBallotBox(models.Model):
    """What pages of other addons ask a box: who votes here, who is to be reminded."""

    _inherit = "club.ballot.box"

    def _lines_of(self, memberships, person):
        """The lines whose ballot a person may cast today, voted already or not.

        Says nothing of the box's own times: ``_cast`` does.

        :param memberships: the memberships that the page may show (of the space)
        :param person: the contact who is signed in, never one they act for
        :return: ``club.ballot.roll``, with ``has_voted``
        """
        self.ensure_one()
        # sudo: voters hold no right on the roll; these are their own lines.
        lines = self.env["club.ballot.roll"].sudo()
        named = lines.search(
            [("box_id", "=", self.id), ("voter_ids.partner_id", "=", person.id)]
        )
        return named.filtered(
            lambda line: (
                line._acting_for() in memberships
                and line._is_acting(person)
                and (line.has_voted or not line._voted_elsewhere())
            )
        )

    def _who_has_not_voted(self):
        """Lines of the roll without a ballot that somebody may still cast.

        For reminders to ``line._voters_today()[line]``. Who stood twice and has voted
        once is not reminded.

        :return: ``club.ballot.roll``
        """
        self.ensure_one()
        # sudo: reminders are sent whoever asks for them.
        lines = self.sudo().roll_ids
        stand = Counter(line._voice() for line in lines)
        missing = lines.filtered(lambda line: not line.has_voted)
        voters = missing and missing._voters_today()
        return missing.filtered(
            lambda line: (
                voters[line]
                and (stand[line._voice()] == 1 or not line._voted_elsewhere())
            )
        )
