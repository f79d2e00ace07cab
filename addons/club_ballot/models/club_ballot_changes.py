from odoo import models
from odoo.exceptions import UserError


class ClubBallotBox(models.Model):
    """What the bureau may still change while the box is open, each with its reason."""

    _inherit = "club.ballot.box"

    def _prolong(self, closes_at, reason):
        """Give more time to vote, never less, and not after the end.

        :param closes_at: the new end, in UTC
        """
        self._expect("open")
        if self.closes_at <= self._clock():
            raise UserError(self.env._("The vote “%s” is over.", self.name))
        if not closes_at or closes_at <= self.closes_at:
            raise UserError(
                self.env._("Choose a later end: the announced one was promised.")
            )
        self.closes_at = closes_at
        self._wake_up_at_the_end()
        self.message_post(
            body=self.env._(
                "Prolonged until %(date)s (UTC): %(reason)s",
                date=closes_at,
                reason=reason,
            )
        )

    def _cancel(self, reason):
        """Give the vote up; its ballots are destroyed unread."""
        self._expect("draft", "open", "closing")
        begun = self.state != "draft"
        self.write({"state": "cancelled", "open_key": False, "hidden_seed": False})
        # Waits for the ballots on their way: nobody reads the box after that.
        self.flush_recordset()
        if begun:
            self._drop_tables()
        self.message_post(body=self.env._("Cancelled: %s", reason))

    def _name_voter(self, line, person, reason, instead=None):
        """Let somebody else vote for an organisation that has not voted yet.

        :param line: a line of the roll
        :param person: a contact, delegate or deputy of the organisation by now
        :param instead: the ``club.ballot.voter`` who loses the vote, if any
        """
        self._expect("open")
        if self.roll_kind == "user":
            raise UserError(
                self.env._("Here each person votes for themselves, and nobody else.")
            )
        if line.box_id != self or (instead and instead.roll_id != line):
            raise UserError(self.env._("This is not the roll of this vote."))
        if line.has_voted:
            raise UserError(
                self.env._("%s has voted already: its voter stays as it is.", line.name)
            )
        today = self.company_id._club_today()
        team = line._acting_for()._team_on(today, "voter", "deputy")
        role = team.filtered(lambda delegation: delegation.partner_id == person)
        if not role or person._club_is_minor(today, self.company_id):
            raise UserError(
                self.env._(
                    "Name %(person)s as a delegate or deputy of %(member)s first.",
                    person=person.name,
                    member=line.name,
                )
            )
        former = instead.partner_id.name if instead else "–"
        if instead:
            instead.unlink()
        kind = "voter" if "voter" in role.mapped("role") else "deputy"
        if person not in line.voter_ids.partner_id:
            self.env["club.ballot.voter"].create(
                {"roll_id": line.id, "partner_id": person.id, "kind": kind}
            )
        self.message_post(
            body=self.env._(
                "%(person)s votes for %(member)s instead of %(former)s: %(reason)s",
                person=person.name,
                member=line.name,
                former=former,
                reason=reason,
            )
        )
