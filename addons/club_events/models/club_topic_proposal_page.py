from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from .club_topic_proposal import KINDS

LENGTHS = {"name": 120, "text": 4000}
# More than anybody has in mind: a script.
WAITING = 10
SHOWN = 50


class ClubTopicProposal(models.Model):
    """Proposals in the member's space: one's own, and those of meetings one runs."""

    _inherit = "club.topic.proposal"

    @api.model
    def _form_values(self, space, event=None):
        """What the form offers, and the person's own proposals.

        :param event: a meeting that the space sees; None: the programme of the year
        """
        bodies = space.seats.filtered(lambda row: row._takes_part()).commission_id
        return {
            "kinds": self._fields["kind"]._description_selection(self.env),
            "lengths": LENGTHS,
            "members": [
                {"id": one.id, "name": one.partner_id.name} for one in space.standing
            ],
            "commissions": []
            if event
            else [{"id": body.id, "name": body.name} for body in bodies],
            "own": [one._card_values() for one in self._own(space)],
        }

    @api.model
    def _own(self, space):
        """Proposals of the person of this space."""
        # sudo: members hold no right on proposals; these are the person's own.
        return self.sudo().search(
            [
                ("partner_id", "=", space.person.id),
                ("company_id", "in", space.companies.ids),
                ("membership_id", "in", space.memberships.ids),
            ],
            limit=SHOWN,
        )

    @api.model
    def _propose(self, space, typed, membership, event=None):
        """Propose something.

        :param typed: dict of ``name``, ``text``, ``kind``, ``commission`` (id)
        :param membership: one of ``space.standing``
        :param event: a meeting that the space sees; None: the programme of the year
        :return: the proposal
        :raises UserError: it has no title, or the meeting is over
        """
        name = (typed.get("name") or "").strip()[: LENGTHS["name"]]
        if not name:
            raise UserError(self.env._("Give it a title."))
        if typed.get("kind") not in dict(KINDS):
            raise UserError(self.env._("Choose what you propose."))
        if event and (event.is_finished or event.cancelled_on):
            raise UserError(
                self.env._("%s is over: propose it for another one.", event.name)
            )
        waiting = self._own(space).filtered(lambda one: one.state == "waiting")
        if len(waiting) >= WAITING:
            raise UserError(
                self.env._(
                    "%s proposals of yours wait for an answer: withdraw one first.",
                    len(waiting),
                )
            )
        commission = self._chosen_commission(space, typed.get("commission"))
        # sudo: members hold no right on proposals; every value was looked at.
        proposal = self.sudo().create(
            {
                "name": name,
                "text": (typed.get("text") or "").strip()[: LENGTHS["text"]],
                "kind": typed["kind"],
                "company_id": membership.company_id.id,
                "partner_id": space.person.id,
                "membership_id": membership.id,
                "event_id": event.id if event else False,
                "commission_id": event.commission_id.id if event else commission.id,
            }
        )
        if event:
            proposal._make_track()
        return proposal

    @api.model
    def _chosen_commission(self, space, commission_id):
        bodies = space.seats.filtered(lambda row: row._takes_part()).commission_id
        return bodies.filtered(lambda body: str(body.id) == str(commission_id))

    @api.model
    def _to_answer(self, event):
        """Proposals that wait for an answer at this meeting: its own, and those for
        the year of its commission."""
        # sudo: the caller asked who runs the meeting.
        event = event.sudo()
        wanted = Domain("event_id", "=", event.id)
        if event.commission_id:
            wanted |= Domain("event_id", "=", False) & Domain(
                "commission_id", "=", event.commission_id.id
            )
        return self.sudo().search(
            wanted
            & Domain("state", "=", "waiting")
            & Domain("company_id", "=", event.company_id.id)
        )

    def _card_values(self):
        self.ensure_one()
        states = dict(self._fields["state"]._description_selection(self.env))
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        made = fields.Datetime.context_timestamp(
            self.with_context(tz=self.company_id._club_tz()), self.create_date
        )
        return {
            "id": self.id,
            "name": self.name,
            "text": self.text or "",
            "kind": kinds[self.kind],
            "person": self.partner_id.name,
            "member": self.membership_id.partner_id.name
            if self.membership_id.partner_id != self.partner_id
            else "",
            "meeting": self.event_id.name or "",
            "meeting_url": f"/my/meetings/{self.event_id.id}" if self.event_id else "",
            "commission": self.commission_id.name or "",
            "date": format_date(self.env, made.date()),
            "state": self.state,
            "state_label": states[self.state],
            "reply": self.reply or "",
        }
