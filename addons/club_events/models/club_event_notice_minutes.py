from odoo import fields, models
from odoo.tools import format_date


class ClubEventNotice(models.Model):
    """What is said of published minutes, of actions that are due, and of what became
    of a proposal."""

    _inherit = "club.event.notice"

    level = fields.Selection(
        selection_add=[("proposal", "A proposal is answered")],
        ondelete={"proposal": "cascade"},
    )

    def _content_minutes(self):
        minutes = self.event_id.minutes_ids[:1]
        revision = minutes.revision_id
        lines = [
            self.env._(
                "The minutes of %(meeting)s, held on %(day)s, are published.",
                meeting=revision.name,
                day=format_date(self.env, revision.date),
            )
        ]
        if count := len(revision.decisions or ()):
            lines.append(self.env._("Decisions taken: %s.", count))
        for action in self._own_actions(minutes):
            lines.append(
                self.env._(
                    "You have something to do, until %(day)s: %(what)s",
                    day=format_date(self.env, action.due_date),
                    what=action.name,
                )
            )
        return {
            "subject": self.env._("Minutes: %s", revision.name),
            "lines": lines,
            "url": self._minutes_url(minutes),
            "button": self.env._("Read the minutes"),
        }

    def _own_actions(self, minutes):
        return minutes.action_ids.filtered(
            lambda one: one.owner_id == self.partner_id and one.state == "open"
        )

    def _minutes_url(self, minutes):
        """Where this reader reads them: who has no login reads public ones."""
        base = self.company_id.get_base_url()
        if not self.partner_id.user_ids and minutes.published_audience == "public":
            return f"{base}/club/minutes/{minutes.id}"
        return f"{base}/my/minutes/{minutes.id}"

    def _is_true_minutes(self):
        return bool(self.event_id.minutes_ids[:1].revision_id)

    def _action(self):
        """The action that a row of that level is about; empty if it is gone."""
        number = self.key.split(":")[0]
        known = self.env["club.minutes.action"]
        return known.browse(int(number)).exists() if number.isdecimal() else known

    def _is_true_action(self):
        """Still open, still theirs, due on the day that the row says, and they are
        still here."""
        action = self._action()
        return bool(
            action.state == "open"
            and action.owner_id == self.partner_id
            and f":{action.due_date}:" in self.key
            and action._reaches_owner()
        )

    def _content_action(self):
        action = self._action()
        day = format_date(self.env, action.due_date)
        if action.is_late:
            subject = self.env._("Overdue: %s", action.name)
            line = self.env._("You meant to do this by %s:", day)
        else:
            subject = self.env._(
                "To do by %(day)s: %(what)s", day=day, what=action.name
            )
            line = self.env._("This is yours to do by %s:", day)
        return {
            "subject": subject,
            "lines": [
                line,
                action.name,
                self.env._(
                    "It was agreed at %(meeting)s. Please say what came of it.",
                    meeting=action.minutes_id.revision_id.name or self.event_id.name,
                ),
            ],
            "url": f"{self.company_id.get_base_url()}/my/actions",
            "button": self.env._("Open my actions"),
        }
