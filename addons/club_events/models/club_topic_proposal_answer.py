from odoo import fields, models
from odoo.exceptions import UserError

from .light_text import to_html


class ClubTopicProposal(models.Model):
    """What becomes of a proposal. The methods with an underscore serve the portal,
    which asked who runs the meeting; buttons of the staff check the right to write."""

    _inherit = "club.topic.proposal"

    def action_accept(self):
        """Put the proposal on the agenda of its meeting.

        :raises UserError: no meeting is chosen, or it is over
        """
        self.check_access("write")
        # The agenda is the meeting's, and of all of the association perhaps.
        self.event_id.check_access("write")
        for proposal in self:
            proposal._accept(proposal.event_id)

    def action_decline(self):
        """Decline the proposal with its answer, which the proposer is told.

        :raises UserError: there is no answer
        """
        self.check_access("write")
        for proposal in self:
            proposal._decline(proposal.reply)

    def _accept(self, event):
        """Put it on the agenda of a meeting; the proposer is told.

        :param event: a meeting to come of the same association
        """
        self._expect_waiting()
        if not event:
            raise UserError(
                self.env._("Choose the meeting on whose agenda “%s” goes.", self.name)
            )
        if event.is_finished or event.cancelled_on:
            raise UserError(
                self.env._("%s is over, or cancelled: choose another.", event.name)
            )
        # sudo: chairs hold no right on proposals and agendas; see the class.
        proposal = self.sudo()
        if event.company_id != proposal.company_id:
            raise UserError(
                self.env._("%s is a meeting of another association.", event.name)
            )
        proposal.event_id = event
        if not proposal.track_id:
            proposal._make_track()
        track = proposal.track_id.with_context(tracking_disable=True)
        track.event_id = event
        track.sequence = max(event.sudo().track_ids.mapped("sequence"), default=0) + 1
        # Proposers are told from there.
        track.stage_id = self.env.ref("website_event_track.event_track_stage1")

    def _decline(self, reply):
        """Decline it with a sentence, which the proposer is told."""
        self._expect_waiting()
        reply = (reply or "").strip()[:500]
        if not reply:
            raise UserError(
                self.env._("Say why: %s is told.", self.sudo().partner_id.name)
            )
        # sudo: as in _accept
        proposal = self.sudo()
        proposal.reply = reply
        if proposal.track_id:
            track = proposal.track_id.with_context(tracking_disable=True)
            track.stage_id = self._refused_stage()
            proposal.declined_on = fields.Datetime.now()
            return
        proposal.declined_on = fields.Datetime.now()
        proposal._tell()

    def _withdraw(self):
        """Taken back by who proposed it, as long as it is not answered."""
        self._expect_waiting()
        # sudo: as in _accept; the page asked whose it is.
        proposal = self.sudo()
        proposal.withdrawn_on = fields.Datetime.now()
        proposal.track_id.active = False

    def _expect_waiting(self):
        self.ensure_one()
        # sudo: as in _accept
        if self.sudo().state != "waiting":
            raise UserError(
                self.env._(
                    "“%s” was answered already. Open the page again.",
                    self.sudo().name,
                )
            )

    def _refused_stage(self):
        stage = self.env.ref(
            "website_event_track.event_track_stage4", raise_if_not_found=False
        )
        if stage and stage.is_cancel:
            return stage
        stages = self.env["event.track.stage"]
        return stages.search([("is_cancel", "=", True)], limit=1)

    def _make_track(self):
        """The item of the agenda, in the first stage: proposed."""
        self.track_id = (
            self.env["event.track"]
            .with_context(tracking_disable=True, mail_create_nolog=True)
            .create(
                {
                    "name": self.name,
                    "event_id": self.event_id.id,
                    "club_kind": self.kind,
                    "owner_id": self.partner_id.id,
                    "proposed_by_id": self.partner_id.id,
                    "user_id": False,
                    "stage_id": self.env.ref(
                        "website_event_track.event_track_stage0"
                    ).id,
                    "description": to_html(self.text),
                }
            )
        )

    def _tell(self):
        """Have proposers told of the answer; without a meeting at once."""
        for proposal in self.filtered(lambda p: p.state in ("accepted", "declined")):
            if proposal.event_id:
                self.env["club.event.notice"]._note(
                    "proposal",
                    [(proposal.event_id, proposal.partner_id)],
                    f"{proposal.id}:{proposal.state}",
                )
            elif proposal.partner_id._club_is_reachable():
                proposal._write_now()

    def _write_now(self):
        """A mail about a proposal that is of no meeting: written with its answer."""
        person, company = self.partner_id, self.company_id
        lang = person.lang or company.partner_id.lang
        told = self.with_context(lang=lang)
        content = told._answer_content()
        told.env["club.portal.mail"]._compose(
            "club_events.mail_meeting",
            {"name": person.name, "content": content},
            content["subject"],
            company,
            person.email_formatted,
        )

    def _answer_content(self):
        """What the proposer is told, as ``club.event.notice`` wants it."""
        if self.state == "accepted":
            subject = self.env._("On the agenda: %s", self.name)
            lines = [
                self.env._(
                    "What you proposed is on the agenda of %(meeting)s: “%(title)s”.",
                    meeting=self.event_id.name,
                    title=self.name,
                ),
                self.env._("You can add your documents on the page of the meeting."),
            ]
        else:
            subject = self.env._("Your proposal: %s", self.name)
            lines = [
                self.env._("“%s” was not taken, for this reason:", self.name),
                self.reply
                or self.env._("The office gave none; please ask it if you wish."),
            ]
        base = self.company_id.get_base_url()
        return {
            "subject": subject,
            "lines": lines,
            "url": f"{base}/my/meetings/{self.event_id.id}"
            if self.state == "accepted"
            else f"{base}/my/meetings/propose",
            "button": self.env._("Open the page"),
        }


class ClubEventNotice(models.Model):
    _inherit = "club.event.notice"

    def _proposal(self):
        number = self.key.split(":")[0]
        known = self.env["club.topic.proposal"]
        return known.browse(int(number)).exists() if number.isdecimal() else known

    def _is_true_proposal(self):
        return self.key == f"{self._proposal().id}:{self._proposal().state}"

    def _content_proposal(self):
        return self._proposal()._answer_content()
