from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ClubBallotBox(models.Model):
    """Voting."""

    _inherit = "club.ballot.box"

    def _cast(self, line, person, content):
        """Put the ballot of a line of the roll into the box.

        The tick and the ballot are one transaction: a crash leaves both or none. Pages
        show what is returned once and keep it nowhere.

        :param line: a ``club.ballot.roll`` of this box
        :param person: the contact who is signed in. Staff and guardians vote for
            nobody: never pass who they act for.
        :param content: the ballot, as ``_read_ballot`` takes it
        :return: the receipt, two words
        :raises UserError: with the sentence to show; nothing was recorded
        """
        self.ensure_one()
        # sudo: voters hold no right on any of this; the line decides who may vote.
        box, line = self.sudo(), line.sudo()
        with self.env.cr.savepoint():
            box._hold_open()
            if line.box_id != box:
                raise UserError(self.env._("This is not the roll of this vote."))
            line._check_may_vote(person)
            ballot = box._read_ballot(content)
            if not box._tick(line):
                box._take_back(line)
            return box._put_in(line, ballot)

    def _hold_open(self):
        """Keep the box open until this transaction ends; refuse if it is not.

        Who closes the box waits for this lock. A box closed since this transaction
        began gives a serialisation failure: Odoo starts again and finds it closed.
        """
        query = SQL(
            "SELECT state, opens_at, closes_at FROM club_ballot_box"
            " WHERE id = %s FOR SHARE",
            self.id,
        )
        self.env.cr.execute(query, log_exceptions=False)
        state, opens_at, closes_at = self.env.cr.fetchone()
        now = self._clock()
        if state == "draft" or now < opens_at:
            raise UserError(self.env._("The vote “%s” has not begun yet.", self.name))
        if state != "open" or now >= closes_at:
            raise UserError(self.env._("The vote “%s” is over.", self.name))
