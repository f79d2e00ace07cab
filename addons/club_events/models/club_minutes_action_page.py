from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from .club_minutes_write import LENGTHS

DONE_SHOWN = 10


class ClubMinutesAction(models.Model):
    """Actions in the member's space: one's own, and those of bodies one runs.

    An action is its owner's once its minutes are published.
    """

    _inherit = "club.minutes.action"

    @api.model
    def _mine_domain(self, space):
        """Of the person themselves: a member, or somebody of the office."""
        if not space.personal:
            return Domain.FALSE
        companies = space.standing.company_id
        if space.mode == "self" and space.user._is_internal():
            companies |= space.companies
        return (
            Domain("owner_id", "=", space.person.id)
            & Domain("company_id", "in", companies.ids)
            & Domain("minutes_id.published_on", "!=", False)
        )

    @api.model
    def _followed_domain(self, space):
        """Of meetings that this space runs."""
        return Domain(
            "minutes_id", "any", self.env["club.minutes"]._written_domain(space)
        )

    @api.model
    def _of_space(self, space, action_id):
        """The action with this id, if it is the person's or theirs to follow."""
        domain = self._mine_domain(space) | self._followed_domain(space)
        # sudo: members hold no right on actions; the domain is their space's.
        return self.sudo().search(domain & Domain("id", "=", action_id))

    @api.model
    def _list_values(self, space):
        """What the page of actions shows, late ones first.

        :return: ``mine`` and ``followed`` (open ones), ``done`` (the last of one's own)
        """
        # sudo: members hold no right on actions; the domains are their space's.
        actions = self.sudo()
        still = Domain("state", "=", "open")
        mine = actions.search(self._mine_domain(space) & still)
        followed = actions.search(
            self._followed_domain(space) & still & Domain("id", "not in", mine.ids)
        )
        over = actions.search(
            self._mine_domain(space) & ~still,
            order="write_date desc, id desc",
            limit=DONE_SHOWN,
        )
        return {
            "mine": [one._card_values(space) for one in mine],
            "followed": [one._card_values(space) for one in followed],
            "done": [one._card_values(space) for one in over],
        }

    @api.model
    def _late_first(self, commission, space):
        """Open actions of a commission, for the page of its next meeting."""
        # sudo: the caller asked who sits there, or runs the meeting.
        found = self.sudo().search(
            [
                ("commission_id", "=", commission.id),
                ("state", "=", "open"),
                ("minutes_id.published_on", "!=", False),
            ]
        )
        return [one._card_values(space) for one in found]

    def _card_values(self, space):
        """One action, as it stands today.

        :param space: a ``Space``, or None for a reader without one
        """
        self.ensure_one()
        labels = dict(self._fields["state"]._description_selection(self.env))
        return {
            "id": self.id,
            "url": f"/my/actions/{self.id}",
            "name": self.name,
            "owner": self.owner_id.name,
            "owner_id": self.owner_id.id,
            "is_mine": bool(space) and self.owner_id == space.person,
            "due": format_date(self.env, self.due_date),
            "due_day": str(self.due_date),
            "state": self.state,
            "state_label": labels[self.state],
            "is_late": self.is_late,
            "done": format_date(self.env, self.done_on) if self.done_on else "",
            "outcome": self.outcome or "",
            "minutes": self.minutes_id.name,
            "minutes_url": f"/my/minutes/{self.minutes_id.id}",
            "commission": self.commission_id.name or "",
        }

    def _may_follow(self, space):
        """Whether this space runs the meeting that the action comes from."""
        return self.minutes_id.event_id._hosted_by(space)

    def _finish(self, space, outcome):
        """Done, with what came of it: by its owner or who runs the meeting.

        :raises UserError: nobody said what came of it, or it is over already
        """
        self._expect_open()
        outcome = (outcome or "").strip()[: LENGTHS["outcome"]]
        if not outcome:
            raise UserError(self.env._("Say in one sentence what came of it."))
        # sudo: members hold no right on actions; _of_space found it.
        self.sudo().write(
            {
                "state": "done",
                "outcome": outcome,
                "done_on": self.company_id._club_today(),
            }
        )
        self._note_by(space)

    def _give_up(self, space, reason):
        """Given up, with the reason: by who runs the meeting."""
        self._expect_open()
        reason = (reason or "").strip()[: LENGTHS["outcome"]]
        if not reason:
            raise UserError(self.env._("Say why it is given up."))
        # sudo: as in _finish; the page asked who runs the meeting.
        self.sudo().write({"state": "dropped", "outcome": reason})
        self._note_by(space)

    def _postpone(self, space, day):
        """Another day, set by who runs the meeting.

        :param day: as the form sent it
        """
        self._expect_open()
        # sudo: as in _give_up
        self.sudo().due_date = self.minutes_id._typed_day(day)
        self._note_by(space)

    def _expect_open(self):
        if self.state != "open":
            raise UserError(
                self.env._("“%s” is over already. Open the page again.", self.name)
            )

    def _note_by(self, space):
        """Say in its history who did it: portal pages write with full rights."""
        # sudo: as in _finish
        self.sudo().message_post(
            body=self.env._("In the member's space."),
            author_id=space.user.partner_id.id,
        )
