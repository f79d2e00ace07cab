from odoo import fields, models
from odoo.exceptions import UserError

from .light_text import is_light, to_html

LENGTHS = {"name": 200, "text": 50000, "decision": 2000, "action": 300, "outcome": 500}


class ClubMinutes(models.Model):
    """Writing on a telephone: the page asked who runs the meeting."""

    _inherit = "club.minutes"

    def _write_text(self, typed):
        """Keep title, audience and text as somebody typed them.

        :param typed: dict of ``name``, ``audience`` and ``text`` (see ``light_text``)
        :raises UserError: a title or an audience that there is not
        """
        self.ensure_one()
        name = (typed.get("name") or "").strip()[: LENGTHS["name"]]
        if not name:
            raise UserError(self.env._("Give the minutes a title."))
        audiences = dict(self._fields["audience"].selection)
        audience = typed.get("audience")
        if audience not in audiences or (audience == "body" and not self.commission_id):
            raise UserError(self.env._("Choose who reads the minutes."))
        values = {"name": name, "audience": audience}
        if is_light(self.body):
            values["body"] = to_html((typed.get("text") or "")[: LENGTHS["text"]])
        # sudo: chairs hold no right on minutes; see the class.
        self.sudo().write(values)

    def _attach(self, files):
        """Keep documents beside the draft.

        :param files: list of (name, content)
        """
        self._about_to_change()
        self._add_files(files)

    def _detach(self, file_id):
        """Take a document off the draft; what was published keeps it."""
        self._about_to_change()
        # sudo: as in _write_text
        file = self.sudo()._document(file_id)
        published = self.sudo().revision_ids.document_ids
        if file in published:
            self.sudo().document_ids -= file
        else:
            file.unlink()

    def _write_decision(self, text, decision_id=None):
        """Add a decision, correct one, or remove it where no text is left."""
        text = (text or "").strip()[: LENGTHS["decision"]]
        # sudo: as in _write_text
        minutes = self.sudo()
        if decision_id is None:
            if not text:
                raise UserError(self.env._("Write what was decided."))
            last = max(minutes.decision_ids.mapped("sequence"), default=0)
            minutes.decision_ids.create(
                {"minutes_id": self.id, "name": text, "sequence": last + 1}
            )
            return
        decision = minutes.decision_ids.filtered(lambda one: one.id == decision_id)
        if text:
            decision.name = text
        else:
            decision.unlink()

    def _write_action(self, typed, action_id=None):
        """Add an action, change one, or remove it where no words are left.

        :param typed: dict of ``name``, ``owner`` (id of one of ``_people_choices``)
            and ``due`` (day)
        """
        # sudo: as in _write_text
        minutes = self.sudo()
        action = minutes.action_ids.filtered(lambda one: one.id == action_id)
        name = (typed.get("name") or "").strip()[: LENGTHS["action"]]
        if action and not name:
            action.unlink()
            return
        if not name:
            raise UserError(self.env._("Write what there is to do."))
        values = {
            "owner_id": self._chosen_person(typed.get("owner")).id,
            "due_date": self._typed_day(typed.get("due")),
        }
        if action:
            if action.name != name:
                values["name"] = name
            action.write(values)
            return
        last = max(minutes.action_ids.mapped("sequence"), default=0)
        minutes.action_ids.create(
            {"minutes_id": self.id, "name": name, "sequence": last + 1, **values}
        )

    def _chosen_person(self, owner):
        # sudo: as in _write_text; who was at the meeting, or sits in the body.
        minutes = self.sudo()
        choices = {str(one["id"]): one["id"] for one in minutes._people_choices()}
        if str(owner) not in choices:
            raise UserError(self.env._("Choose who does it."))
        return minutes.env["res.partner"].browse(choices[str(owner)])

    def _typed_day(self, text):
        try:
            day = fields.Date.to_date(text)
        except ValueError:
            day = None
        if not day or not 2000 <= day.year < 2100:
            raise UserError(self.env._("Say until which day it is to be done."))
        return day
