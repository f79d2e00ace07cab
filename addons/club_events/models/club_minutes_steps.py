from markupsafe import Markup
from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from .club_minutes import AUDIENCES
from .searched_text import plain

# Written by steps only, whoever asks.
BY_STEPS = {
    "state",
    "handed_in_by_id",
    "approved_by_id",
    "approved_on",
    "published_on",
    "published_audience",
    "revision_id",
    "search_text",
}
# What readers were promised: changed before publishing, corrected afterwards.
CONTENT = {
    "name",
    "body",
    "date",
    "audience",
    "event_id",
    "company_id",
    "decision_ids",
    "document_ids",
}


class ClubMinutes(models.Model):
    """The life of minutes. The methods with an underscore serve the portal, which
    asked who runs the meeting; buttons of the staff check the right to write."""

    _inherit = "club.minutes"

    handed_in_by_id = fields.Many2one(
        "res.partner", readonly=True, copy=False, ondelete="restrict"
    )
    revision_ids = fields.One2many("club.minutes.revision", "minutes_id")
    revision_id = fields.Many2one(
        "club.minutes.revision",
        string="Published revision",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    published_audience = fields.Selection(
        AUDIENCES, string="Published for", readonly=True, copy=False, index=True
    )
    correction_reason = fields.Char(
        string="Why corrected",
        copy=False,
        help="Readers see it beside the corrected minutes.",
    )
    search_text = fields.Char(
        readonly=True,
        copy=False,
        prefetch=False,
        help="What was published, as it is searched.",
    )
    _searched = models.Index(
        "USING gin (search_text gin_trgm_ops) WHERE search_text IS NOT NULL"
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                self._refuse_steps(
                    {key: value for key, value in vals.items() if value != "draft"}
                )
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_steps(vals)
        if CONTENT & set(vals):
            self._about_to_change()
        return super().write(vals)

    @api.model
    def _refuse_steps(self, vals):
        if BY_STEPS & set(vals):
            raise UserError(
                self.env._(
                    "Minutes are approved and published by their buttons: no field of "
                    "these is written by hand."
                )
            )

    def _about_to_change(self):
        """Published minutes stay; approved ones go back to their draft, with a
        trace."""
        for minutes in self.filtered(lambda m: m.state != "draft"):
            if minutes.state == "published":
                raise UserError(
                    self.env._(
                        "%s are published: say why, press “Correct”, and publish them "
                        "anew.",
                        minutes.name,
                    )
                )
            minutes._back_to_draft(
                self.env.user.partner_id,
                self.env._("Changed after they were handed in."),
            )

    def _back_to_draft(self, by, why):
        # sudo: steps write what nobody writes by hand.
        self.sudo().write(
            {"state": "draft", "approved_by_id": False, "approved_on": False}
        )
        self._trace(by, why)

    def _trace(self, by, sentence):
        """Keep what somebody did; their name follows the contact, if it is forgotten
        one day."""
        # sudo: chairs leave a trace without any right on minutes.
        self.sudo().message_post(body=Markup("<p>%s</p>") % sentence, author_id=by.id)

    def _expect(self, *states):
        """Refuse to do a step twice, or out of turn."""
        self.ensure_one()
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(minutes)s: this is not the next step any more, they are in the "
                    "state “%(state)s”. Open the page again.",
                    minutes=self.name,
                    state=labels[self.state],
                )
            )

    def _submit(self, by):
        """Hand a draft in, for somebody else to approve.

        :param by: res.partner
        """
        self._expect("draft")
        minutes = self.sudo()  # sudo: chairs hold no right on minutes; see the class
        if not html2plaintext(minutes.body or "").strip() and not minutes.decision_ids:
            raise UserError(
                self.env._("%s say nothing yet: write them first.", self.name)
            )
        minutes.write({"state": "review", "handed_in_by_id": by.id})
        self._trace(by, self.env._("Handed in."))

    def _approve(self, by):
        """Approve what was handed in.

        :param by: res.partner, other than who wrote or handed them in where somebody
            else can
        """
        self._expect("review")
        minutes = self.sudo()  # sudo: as in _submit
        if by in minutes._writers() and (others := minutes._other_hosts()):
            raise UserError(
                self.env._(
                    "You wrote these minutes or handed them in: have them approved "
                    "by %s.",
                    ", ".join(others.mapped("name")),
                )
            )
        minutes.write(
            {
                "state": "approved",
                "approved_by_id": by.id,
                "approved_on": fields.Datetime.now(),
            }
        )
        self._trace(by, self.env._("Approved."))

    def _writers(self):
        """Who wrote the minutes, and who handed them in under whatever name."""
        return self.author_id | self.handed_in_by_id

    def _other_hosts(self):
        """Who else runs the meeting, and may approve what these wrote."""
        return self.event_id._hosts() - self._writers()

    def _publish(self, by):
        """Publish what was approved: it is frozen, and its readers are told.

        :param by: res.partner
        """
        self._expect("approved")
        minutes = self.sudo()  # sudo: as in _submit
        minutes._number_decisions()
        revision = minutes._freeze(by)
        minutes.write(
            {
                "state": "published",
                "published_on": minutes.published_on or revision.published_on,
                "published_audience": minutes.audience,
                "revision_id": revision.id,
                "search_text": revision._searched_text(),
                "correction_reason": False,
            }
        )
        self._trace(by, self.env._("Published."))
        minutes._tell_readers()

    def _freeze(self, by):
        return self.env["club.minutes.revision"].create(
            {
                "minutes_id": self.id,
                "number": (self.revision_id.number or 0) + 1,
                "name": self.name,
                "date": self.date,
                "audience": self.audience,
                "body": self.body,
                "decisions": [
                    {"number": one.number, "text": one.name}
                    for one in self._in_order("decision_ids")
                ],
                "actions": [
                    {"id": one.id, "text": one.name}
                    for one in self._in_order("action_ids")
                ],
                "author_id": self.author_id.id,
                "approved_by_id": self.approved_by_id.id,
                "approved_on": self.approved_on,
                "published_by_id": by.id,
                "published_on": fields.Datetime.now(),
                "document_ids": [Command.set(self.document_ids.ids)],
                "reason": self.correction_reason if self.revision_id else False,
            }
        )

    def _number_decisions(self):
        """Give numbers in their order; a published number stays, new ones follow."""
        if not self.published_on:
            self.decision_ids.number = 0
            self.env.flush_all()
        last = max(self.decision_ids.mapped("number"), default=0)
        for decision in self._in_order("decision_ids"):
            if not decision.number:
                last += 1
                decision.number = last

    def _in_order(self, name):
        """Decisions or actions in the order in which they are read."""
        return self[name].sorted(lambda one: (one.sequence, one.id))

    def _correct(self, by, reason):
        """Begin the next revision of published minutes; readers keep the present one.

        :param reason: a sentence, which readers see beside the corrected minutes
        :raises UserError: there is none
        """
        self._expect("published")
        if not (reason or "").strip():
            raise UserError(
                self.env._("Say what is corrected: readers of the minutes see it.")
            )
        # sudo: as in _submit
        self.sudo().correction_reason = reason.strip()[:300]
        self._back_to_draft(by, self.env._("Correction: %s", reason))

    def _reject(self, by, reason):
        """Send back to the draft what was handed in or approved.

        :param reason: a sentence for the author
        """
        self._expect("review", "approved")
        if not (reason or "").strip():
            raise UserError(self.env._("Say what is missing: the author reads it."))
        self._back_to_draft(by, self.env._("Sent back: %s", reason))


class ClubMinutesRevision(models.Model):
    _inherit = "club.minutes.revision"

    def _searched_text(self):
        """Title, text, decisions and actions, as they are searched."""
        said = [one["text"] for one in [*(self.decisions or ()), *(self.actions or ())]]
        return plain(" ".join([self.name, html2plaintext(self.body or ""), *said]))
