from odoo import models
from odoo.tools import format_date


class ClubRound(models.Model):
    """Who may vote for whom, and in one sentence why somebody may not."""

    _inherit = "club.round"

    def _ballots_of(self, space):
        """What each membership of a space may do in this vote.

        :return: list of ``{line, member, state, sentence, url}``; ``state`` is
            ``waiting``, ``voted``, ``replaceable`` or ``refused``; ``line`` is the id
            of the line of the roll, 0 for who stands on none
        """
        self.ensure_one()
        if space.mode != "self":
            return [self._refused(space.person, self._hands_off_sentence(space))]
        # sudo: people find their own lines of the roll.
        roll = self.env["club.ballot.roll"].sudo()
        lines = roll.search([("box_id", "=", self.box_id.id), *self._reach(space)])
        ballots = [self._line_values(line, space.person) for line in lines]
        known = lines.membership_id | lines.mapped(lambda line: line._acting_for())
        return ballots + [
            self._membership_refused(membership, space)
            for membership in space.memberships - known
            if membership.company_id == self.company_id
        ]

    def _roll_line(self, line_id):
        """The line of the roll with an id that ``_ballots_of`` gave."""
        # sudo: as for _ballots_of, which has looked whose line it is.
        return self.env["club.ballot.roll"].sudo().browse(line_id)

    def _reach(self, space):
        mine = [("voter_ids.partner_id", "=", space.person.id)]
        if self.roll_kind == "user":
            # Each has a line there: those of colleagues are none of one's business.
            return mine
        return ["|", ("membership_id", "in", space.memberships.ids), *mine]

    def _refused(self, member, sentence, url=""):
        return {
            "line": 0,
            "member": member.name,
            "state": "refused",
            "sentence": sentence,
            "url": url,
        }

    def _hands_off_sentence(self, space):
        return self.env._(
            "Nobody votes in %s's place, neither a guardian nor the association's "
            "office: the ballot is secret. Everybody votes from their own space.",
            space.person.name,
        )

    def _line_values(self, line, person):
        """A line of the roll that the person has to do with."""
        values = {"line": line.id, "member": line.name, "url": "", "sentence": ""}
        if line.has_voted and not self.is_replaceable:
            said = self.env._(
                "The ballot of %s is in the box, and counts. Its two words were shown "
                "once, to who cast it.",
                line.name,
            )
            return {**values, "state": "voted", "sentence": said}
        if said := self._why_not_person(line, person) or (
            not self._is_taking() and self._times_sentence()
        ):
            return {**values, "state": "refused", "sentence": said}
        if line.has_voted:
            said = self.env._(
                "The ballot of %s is in the box; until the end, another one may "
                "replace it.",
                line.name,
            )
            return {**values, "state": "replaceable", "sentence": said}
        said = self.env._("The ballot of %s waits.", line.name)
        return {**values, "state": "waiting", "sentence": said}

    def _why_not_person(self, line, person):
        """Why this person does not vote for a member who is on the roll."""
        named = line.voter_ids.partner_id
        if person in named:
            return self._why_not_line(line, person)
        names = ", ".join(named.mapped("name"))
        team = line._acting_for()._team_on(None, "voter", "deputy").partner_id
        if person in team:
            return self.env._(
                "You were named for %(member)s after the roll was frozen: ask the "
                "association's office, or who votes for it here: %(names)s.",
                member=line.name,
                names=names,
            )
        return self.env._(
            "The ballot of %(member)s is cast by %(names)s: ask there what it chooses.",
            names=names,
            member=line.name,
        )

    def _membership_refused(self, membership, space):
        """Why a membership of the space is not on the roll."""
        sentence = self._why_not_on_roll(membership)
        unpaid = membership.state in ("grace", "lapsed")
        pays = unpaid and membership in space.payable
        return self._refused(
            membership.partner_id, sentence, "/my/dues" if pays else ""
        )

    def _why_not_on_roll(self, membership):
        """One sentence about a member whom the frozen roll leaves out."""
        member, day = membership.partner_id, self.frozen_on
        said = {"member": member.name, "day": format_date(self.env, day)}
        kinds = {"organisation": True, "person": False}
        if kinds.get(self.roll_kind, member.is_company) != member.is_company:
            return self._other_kind_sentence()
        if self.type_ids and membership.type_id not in self.type_ids:
            return self.env._(
                "This vote is for: %s.", ", ".join(self.type_ids.mapped("name"))
            )
        if not member.is_company and member._club_is_minor(day):
            return self.env._("%(member)s was a minor on %(day)s: no vote yet.", **said)
        if not self._was_member(membership, day):
            return self._no_member_sentence(membership, said)
        if self.commission_id:
            return self.env._(
                "Only members who sit in “%s” vote here.", self.commission_id.name
            )
        if self.roll_kind == "user":
            return self.env._(
                "The roll was frozen on %(day)s: you were not in the team of "
                "%(member)s yet.",
                **said,
            )
        if member.is_company:
            return self.env._(
                "%(member)s had neither a delegate nor a deputy on %(day)s, when the "
                "roll was frozen: name one for the next vote.",
                **said,
            )
        return self.env._("The membership type of %(member)s has no vote.", **said)

    def _other_kind_sentence(self):
        if self.roll_kind == "organisation":
            return self.env._("In this vote, member organisations have a voice.")
        return self.env._("In this vote, members who are persons have a voice.")

    def _was_member(self, membership, day):
        return any(
            period.date_from <= day
            and period.covered_until
            and period.covered_until >= day
            for period in membership.period_ids
        )

    def _no_member_sentence(self, membership, said):
        if membership.state in ("grace", "lapsed"):
            return self.env._(
                "The dues of %(member)s were not paid on %(day)s, when the roll was "
                "frozen: pay them to vote next time.",
                **said,
            )
        first = min(membership.period_ids.mapped("date_from"), default=None)
        if first and first > self.frozen_on:
            return self.env._(
                "The roll was frozen on %(day)s, and %(member)s joined after it.",
                **said,
            )
        return self.env._(
            "%(member)s was no member on %(day)s, when the roll was frozen.", **said
        )
