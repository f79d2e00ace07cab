from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date


class ClubLetter(models.Model):
    """Sent letters as members read them: chosen values, never records."""

    _inherit = "club.letter"

    @api.model
    def _of_space(self, space, letter_id=None):
        """Letters that this space may read: sent ones, of its audience.

        :param letter_id: only this one
        """
        seats = space.seats.filtered(lambda row: row.state == "active")
        domain = (
            Domain("company_id", "in", space.standing.company_id.ids)
            & Domain("sent_on", "!=", False)
            & (
                Domain("audience", "=", "members")
                | Domain("audience_id", "in", seats.commission_id.ids)
            )
        )
        if letter_id is not None:
            domain &= Domain("id", "=", letter_id)
        # sudo: members hold no right on letters; the domain is their space's.
        return self.sudo().search(domain, order="sent_on desc, id desc")

    def _card_values(self):
        """Letters in a list, in their order."""
        states = {
            "sent": self.env._("Waiting for an answer"),
            "answered": self.env._("Answered"),
            "done": self.env._("Answered and done"),
            "dropped": self.env._("Dropped"),
        }
        return [
            {
                "id": letter.id,
                "url": f"/my/letters/{letter.id}",
                "number": letter.number,
                "subject": letter.subject,
                "vendor": letter.vendor_id.name,
                "sent": format_date(self.env, letter.sent_on),
                "state": letter.state,
                "state_label": states[letter.state],
                "due": format_date(self.env, letter.due_on) if letter.due_on else "",
                "is_overdue": letter.is_overdue,
            }
            for letter in self
        ]

    def _page_values(self):
        """Everything that the page of one letter shows."""
        self.ensure_one()
        answered = self.state in ("answered", "done")
        return {
            **self._card_values()[0],
            **self._sent_values(),
            "requests": self.request_ids._card_values(),
            "drop_reason": self.drop_reason or "",
            "answer": (self.answer or "") if answered else "",
            "answered": format_date(self.env, self.answered_on) if answered else "",
            "answer_files": self._file_values("answer_attachment_ids")
            if answered
            else [],
            "followups": [
                {
                    "name": one.name,
                    "until": format_date(self.env, one.until) if one.until else "",
                    "done": format_date(self.env, one.done_on) if one.done_on else "",
                }
                for one in self.followup_ids
            ],
        }

    def _sent_values(self):
        """The letter itself, for members and for the vendor."""
        return {
            "body": self.body,
            "date": format_date(self.env, self.date),
            "decided_by": self.decided_by_id.name or "",
            "decided": format_date(self.env, self.decided_on)
            if self.decided_on
            else "",
            "signatory": self.signatory_id.partner_id.name or "",
            "office": self.signatory_id.kind_id.name or "",
            "files": self._file_values("attachment_ids"),
            "fingerprint": self.document_sha256,
        }

    def _file_values(self, field):
        return [
            {
                "id": file.id,
                "name": file.name,
                "url": f"/my/letters/{self.id}/files/{file.id}",
            }
            for file in self[field]
        ]

    def _file(self, attachment_id):
        """A file of this letter that its readers may have, else empty."""
        self.ensure_one()
        files = self.attachment_ids
        if self.state in ("answered", "done"):
            files |= self.answer_attachment_ids
        return files.filtered(lambda file: file.id == attachment_id)

    def _vendor_values(self):
        """Sent letters as the vendor's own pages may show them: what it received, and
        nothing of how the club follows them.

        :return: list of dictionaries; files come without addresses
        """
        # sudo: the vendor's people hold no right on letters; callers choose them.
        sent = self.sudo().filtered("sent_on")
        return [
            {
                "id": letter.id,
                "number": letter.number,
                "subject": letter.subject,
                "sent": format_date(self.env, letter.sent_on),
                "due": format_date(self.env, letter.due_on) if letter.due_on else "",
                "is_answered": letter.state in ("answered", "done"),
                **letter._sent_values(),
                "files": [
                    {"id": file.id, "name": file.name} for file in letter.attachment_ids
                ],
            }
            for letter in sent
        ]


class ClubRoadmapTab(models.AbstractModel):
    """What the club wrote to the vendor."""

    _inherit = "club.roadmap.tab"

    @api.model
    def _tabs(self, space):
        tab = {
            "key": "letters",
            "title": self.env._("Letters"),
            "text": self.env._("The club's formal positions, and the answers."),
            "url": "/my/letters",
            "icon": "fa-file-text-o",
            "sequence": 70,
        }
        return [*super()._tabs(space), tab]
