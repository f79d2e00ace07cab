from markupsafe import Markup
from odoo import api, fields, models
from odoo.tools import format_date

from ..planning.findings import conflicts
from ..planning.problem import CLASH, NO_DAY, RULE, WEEKEND, Meeting

# How many people of a clash are named.
NAMED = 5


class ClubProgramme(models.Model):
    """What is wrong with the dates of a year, by name."""

    _inherit = "club.programme"

    conflict_count = fields.Integer(
        string="Conflicts", compute="_compute_conflict_text"
    )
    conflict_text = fields.Html(
        string="What clashes", compute="_compute_conflict_text", sanitize=False
    )

    @api.depends("event_ids.date_begin", "event_ids.cancelled_on", "date_start")
    def _compute_conflict_text(self):
        for programme in self:
            lines = programme._conflict_lines() if programme._origin else []
            programme.conflict_count = len(lines)
            programme.conflict_text = self._html_list(line["text"] for line in lines)

    @api.model
    def _html_list(self, sentences):
        items = Markup("").join(Markup("<li>%s</li>") % each for each in sentences)
        return items and Markup("<ul class='mb-0'>%s</ul>") % items

    def _conflict_lines(self, cycles=None):
        """What clashes among the meetings to come, as they are planned now.

        :param cycles: only what concerns meetings of these
        :return: see ``_in_words``
        """
        self.ensure_one()
        problem = self._origin._problem()
        today = self.company_id._club_today()
        meetings = tuple(
            Meeting(each.cycle, each.number, each.day, each.days, fixed=True)
            for each in sorted(problem.fixed, key=lambda f: (f.cycle, f.number))
            if each.day >= today
        )
        return self._in_words(conflicts(problem, meetings), cycles)

    def _in_words(self, found, cycles=None):
        """Conflicts as sentences.

        :param found: ``planning.problem.Conflict`` objects
        :param cycles: only what concerns meetings of these
        :return: dictionaries of ``text``, ``cycle`` (id), ``number`` and ``day``
        """
        wanted = set((cycles or self.cycle_ids).ids)
        return [
            {
                "text": self._conflict_sentence(each),
                "cycle": each.cycle,
                "number": each.number,
                "day": each.day,
            }
            for each in found
            if each.cycle in wanted or (each.other and each.other[0] in wanted)
        ]

    def _conflict_sentence(self, conflict):
        name = self._meeting_name(conflict.cycle, conflict.number)
        day = conflict.day and self._long_day(conflict.day)
        if conflict.kind == NO_DAY:
            return self._no_day_sentence(conflict, name)
        if conflict.kind == CLASH:
            return self._clash_sentence(conflict, name, day)
        if conflict.kind == WEEKEND:
            return self.env._(
                "%(meeting)s is at a weekend: %(day)s.", meeting=name, day=day
            )
        if conflict.kind == RULE:
            return self.env._(
                "%(meeting)s is not on the day that its cycle asks for: %(day)s is the "
                "best that was found.",
                meeting=name,
                day=day,
            )
        return self.env._(
            "%(meeting)s is on a day without meetings: %(day)s, %(reason)s.",
            meeting=name,
            day=day,
            reason=conflict.name,
        )

    def _no_day_sentence(self, conflict, name):
        if conflict.number:
            return self.env._(
                "%s finds no day: the part of the year that it belongs to is over.",
                name,
            )
        return self.env._(
            "%s finds no day: its months are not in this year. Correct them in the "
            "cycle.",
            name,
        )

    def _clash_sentence(self, conflict, name, day):
        other = (
            self.env["event.event"].sudo().browse(conflict.busy).name
            if conflict.busy
            else self._meeting_name(*conflict.other)
        )
        words = {"meeting": name, "other": other, "day": day}
        if not conflict.people:
            return self.env._(
                "%(meeting)s and %(other)s are on one day, %(day)s, and both are for "
                "everybody.",
                **words,
            )
        # sudo: who plans is told who would have to be at two places.
        people = self.env["res.partner"].sudo().browse(conflict.people)
        words["names"] = ", ".join(people[:NAMED].mapped("name"))
        if len(people) <= NAMED:
            return self.env._(
                "%(meeting)s and %(other)s are on one day, %(day)s: %(names)s should "
                "be at both.",
                **words,
            )
        return self.env._(
            "%(meeting)s and %(other)s are on one day, %(day)s: %(names)s and "
            "%(more)s more should be at both.",
            more=len(people) - NAMED,
            **words,
        )

    def _meeting_name(self, cycle_id, number):
        cycle = self.env["club.meeting.cycle"].browse(cycle_id)
        return cycle._event_name(number) if number else cycle.name

    def _long_day(self, day):
        return format_date(self.env, day, date_format="EEEE d MMMM yyyy")
