from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date


class ClubRound(models.Model):
    """What the member's space shows of votes: chosen values, never records."""

    _inherit = "club.round"

    @api.model
    def _of_space(self, space, round_id=None):
        """The votes that a space may look at, with full rights: of its associations,
        once they are announced.

        :param round_id: only the one with this id; empty where it is out of reach
        """
        mine = space.memberships
        domain = Domain("state", "in", ("open", "closing", "closed", "published"))
        domain &= Domain("company_id", "in", mine.company_id.ids)
        # The list is for members of today, and for who has voted on it.
        domain &= (
            Domain("state", "!=", "published")
            | Domain("company_id", "in", space.standing.company_id.ids)
            | Domain("box_id.roll_ids.membership_id", "in", mine.ids)
        )
        if round_id is not None:
            domain &= Domain("id", "=", round_id)
        # sudo: members hold no right on votes; the domain is their space's.
        return self.sudo().search(domain)

    def _is_taking(self):
        """Whether ballots are taken at this moment."""
        now = self.box_id._clock()
        return self.state == "open" and self.opens_at <= now < self.closes_at

    def _lines_of(self, person):
        """Lines of the roll for which this person votes today, as delegate, deputy or
        for themselves."""
        self.ensure_one()
        # sudo: people find their own lines.
        lines = (
            self.env["club.ballot.roll"]
            .sudo()
            .search(
                [
                    ("box_id", "=", self.box_id.id),
                    ("voter_ids.partner_id", "=", person.id),
                ]
            )
        )
        return lines.filtered(lambda line: not self._why_not_line(line, person))

    def _why_not_line(self, line, person):
        """The sentence that keeps this person from voting for a line, or nothing."""
        try:
            line._check_may_vote(person)
        except UserError as refusal:
            return str(refusal)
        return ""

    def _say_time(self, moment):
        """A moment as it is where the association is, with its time zone.

        :param moment: in UTC
        """
        zone = self.company_id._club_tz()
        local = moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
        return self.env._(
            "%(day)s at %(time)s (%(zone)s time)",
            day=format_date(self.env, local.date(), date_format="EEEE d MMMM y"),
            time=local.strftime("%H:%M"),
            zone=zone.rpartition("/")[2].replace("_", " "),
        )

    def _head_values(self):
        """What every page of a vote says at its top."""
        self.ensure_one()
        stages = dict(self._fields["stage"]._description_selection(self.env))
        return {
            "id": self.id,
            "name": self.name,
            "url": f"/my/votes/{self.id}",
            "list_url": f"/my/votes/{self.id}/list",
            "stage": stages[self.stage],
            "is_taking": self._is_taking(),
            "is_published": self.state == "published",
            "scope": self.scope_id.name or "",
            "times": self._times_sentence(),
            "count": self.line_count,
            "seed_hash": self.seed_hash,
        }

    def _times_sentence(self):
        if self.state == "published":
            return self.env._(
                "Closed on %s.", format_date(self.env, self._local_day(self.closed_at))
            )
        if self.state != "open" or self.box_id._clock() >= self.closes_at:
            return self.env._("The vote is over: the result will be published here.")
        if self.box_id._clock() < self.opens_at:
            return self.env._("Voting from %s.", self._say_time(self.opens_at))
        return self.env._("Voting until %s.", self._say_time(self.closes_at))

    def _local_day(self, moment):
        local = self.with_context(tz=self.company_id._club_tz())
        return fields.Datetime.context_timestamp(local, moment).date()

    @api.model
    def _votes_page(self, space):
        """The votes of a space: those that go on, and those with a result.

        :return: dictionary with ``open`` and ``published``
        """
        rounds = self._of_space(space)
        running = rounds.filtered(lambda each: each.state != "published")
        return {
            "open": [
                {**each._head_values(), "ballots": each._ballots_of(space)}
                for each in running
            ],
            "published": [each._head_values() for each in rounds - running],
        }

    @api.model
    def _waiting_count(self, space):
        """How many ballots wait for who is at the keyboard; nobody votes for them."""
        if space.mode != "self":
            return 0
        # sudo: people find their own lines.
        found = (
            self.env["club.ballot.roll"]
            .sudo()
            .search(
                Domain("voter_ids.partner_id", "=", space.person.id)
                & Domain("box_id.state", "=", "open")
                & Domain("box_id.round_ids", "!=", False)
            )
        )
        # Most pages find none, and need not ask what time it is.
        now = found and found.box_id._clock()
        waiting = found.filtered(
            lambda line: (
                line.box_id.opens_at <= now < line.box_id.closes_at
                and line.company_id in space.companies
                and not line.has_voted
            )
        )
        return sum(line._is_acting(space.person) for line in waiting)


class ClubRoadmapTab(models.AbstractModel):
    _inherit = "club.roadmap.tab"

    @api.model
    def _tabs(self, space):
        tab = {
            "key": "votes",
            "title": self.env._("Votes"),
            "text": self.env._("Say what matters most; read the club's list."),
            "url": "/my/votes",
            "icon": "fa-check-square-o",
            "sequence": 20,
            "count": self.env["club.round"]._waiting_count(space),
            "count_label": self.env._("ballots wait for you"),
        }
        return [*super()._tabs(space), tab]
