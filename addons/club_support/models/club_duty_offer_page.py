from odoo import models
from odoo.exceptions import UserError

from .labels import days_label


class ClubDutyOffer(models.Model):
    """What volunteers read of requests: who asks, and what for."""

    _inherit = "club.duty.offer"

    def _asked_values(self):
        """One's own request, as long as it waits."""
        self.ensure_one()
        waiting = self.asked_ids - self.declined_ids
        names = ", ".join(waiting.mapped("name"))
        if self.kind == "swap":
            other = self.other_duty_id
            sentence = self.env._(
                "You proposed %(name)s to swap it for the duty from %(days)s. It stays "
                "yours until they accept.",
                name=names,
                days=days_label(self.env, other.date_start, other.date_end),
            )
        elif len(waiting) > 3:
            sentence = self.env._(
                "You asked %s volunteers to cover you. It stays yours until one of "
                "them accepts.",
                len(waiting),
            )
        else:
            sentence = self.env._(
                "You asked for cover: %s. It stays yours until somebody accepts.", names
            )
        return {"id": self.id, "sentence": sentence}

    def _question_values(self, volunteer):
        """Somebody's request, for one of those who may accept it."""
        self.ensure_one()
        duty, given = self.duty_id, self.other_duty_id
        return {
            "id": self.id,
            "kind": self.kind,
            "asker": self.asker_id.name,
            "message": self.message or "",
            "duty": duty._line_values(),
            "given": given and given._line_values(),
            "others": len(self.asked_ids - self.declined_ids - volunteer),
        }

    def _taken_sentence(self):
        """What accepting did."""
        duty = self.duty_id
        return self.env._(
            "Thank you! You are on duty now: %(section)s, %(days)s. %(name)s is told.",
            section=duty.section_id.name,
            days=days_label(self.env, duty.date_start, duty.date_end),
            name=self.asker_id.name,
        )


class ClubDuty(models.Model):
    _inherit = "club.duty"

    def _ask_ticked(self, asker, ticked, message):
        """Ask those who were ticked on the page to cover this duty.

        :param ticked: ids as text; none means everybody who could
        :raises UserError: one of them cannot take it any more, or never could
        """
        self.ensure_one()
        asked = self.env["club.volunteer"]
        if ticked:
            asked = self._candidates().filtered(lambda each: str(each.id) in ticked)
            if len(asked) != len(set(ticked)):
                raise UserError(
                    self.env._(
                        "One of those you chose cannot take this duty any more: "
                        "choose again among those who are left."
                    )
                )
        return self.env["club.duty.offer"]._ask_cover(self, asker, asked, message)
