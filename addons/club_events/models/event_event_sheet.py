from odoo import fields, models
from odoo.tools import remove_accents

# Rows of one page of A4, its heading and foot besides.
PER_PAGE = 20
# For people who come without being registered.
FREE_ROWS = 6


class EventEvent(models.Model):
    """The attendance sheet: names to sign beside, or who signed in when."""

    _inherit = "event.event"

    def _sheets(self):
        """Pages of the sheets of these meetings, one sheet per part of a meeting.

        PDF engines do not all repeat the head of a table: each page has its own.

        :return: list of dicts of plain values, one per page
        """
        self.check_access("read")
        return [page for event in self for page in event._sheet_pages()]

    def _sheet_pages(self):
        # Visitors read what is published: who comes is for who reads registrations.
        mine = self.env["event.registration"].search(
            [("event_id", "=", self.id), ("state", "in", ("open", "done"))]
        )
        # sudo: names behind registrations that the reader may read.
        event = self.sudo().with_context(
            lang=self.env.context.get("lang")
            or self.lang
            or self.company_id.partner_id.lang
        )
        rows = mine.with_env(event.env)
        parts = list(event.event_slot_ids) or [event.env["event.slot"]]
        return [
            page
            for slot in parts
            for page in event._pages_of(
                slot, rows.filtered(lambda r, slot=slot: r.event_slot_id == slot)
            )
        ]

    def _pages_of(self, slot, rows):
        over = (slot.end_datetime or self.date_end) <= fields.Datetime.now()
        lines = [self._sheet_line(row, over) for row in rows]
        lines.sort(key=lambda line: self._sort_key(line["name"]))
        if not over:
            lines += [{}] * FREE_ROWS
        chunks = [lines[i : i + PER_PAGE] for i in range(0, len(lines), PER_PAGE)] or [
            []
        ]
        return [
            {
                "association": (self.company_id or self.env.company).name,
                "meeting": self.name,
                "when": self._club_when(slot.start_datetime)
                if slot
                else self._club_when(),
                "where": self._club_where(),
                "course": self.training_id.name or "",
                "trainers": ", ".join(self.trainer_ids.mapped("name")),
                "over": over,
                "expected": len(rows),
                "here": len(rows.filtered(lambda r: r.state == "done")),
                "number": number,
                "pages": len(chunks),
                "first": (number - 1) * PER_PAGE,
                "lines": chunk,
            }
            for number, chunk in enumerate(chunks, start=1)
        ]

    def _sheet_line(self, row, over):
        return {
            "name": row.name or "",
            "organisation": row._organisation_name(),
            "remote": row.presence == "remote",
            "here": row.state == "done",
            "at": self._sheet_time(row),
        }

    def _sheet_time(self, row):
        """When they signed in; who was ticked on another day has no hour."""
        if row.state != "done" or not row.date_closed:
            return ""
        if row._local_day(row.date_closed) > self._last_local_day():
            return self.env._("entered later")
        return row._signed_at()

    @staticmethod
    def _sort_key(name):
        words = remove_accents(name).casefold().split()
        return words[-1:], words
