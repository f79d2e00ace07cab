import base64
import io

import qrcode
from odoo import fields, models

from ..attendance import session_code


class EventEvent(models.Model):
    """Pictures of addresses."""

    _inherit = "event.event"

    def _qr(self, address):
        """A QR code of this address as a data URI."""
        code = qrcode.QRCode(
            error_correction=qrcode.constants.ERROR_CORRECT_M, box_size=6, border=2
        )
        code.add_data(address)
        buffer = io.BytesIO()
        code.make_image().save(buffer, format="PNG")
        return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()

    def _screen_values(self):
        """What the screen of the meeting shows: the code of now, typed or scanned."""
        self.ensure_one()
        now = fields.Datetime.now()
        code = self._session_code()
        path = f"/my/meetings/{self.id}/here"
        return {
            "id": self.id,
            "name": self.name,
            "runs": self._runs_now(),
            "when": self._club_when(),
            "code": f"{code[:3]} {code[3:]}",
            "seconds": session_code.seconds_left(now) + 1,
            "qr": self._qr(f"{self.get_base_url()}{path}?code={code}"),
            "path": path,
        }

    def _here_values(self, space):
        """What somebody sees who signs themselves in.

        :param space: a ``Space`` that sees the meeting
        """
        rows = self._own_registrations(space)
        row = rows[:1]
        state = row._door_state() if row else ""
        return {
            "id": self.id,
            "name": self.name,
            "when": self._club_when(),
            "both": self.place == "both",
            "presence": row.presence or "site",
            "answer": row._door_answer(state) if row and state != "ready" else None,
            "registered": bool(row),
            "open": state == "ready" and self._runs_now(),
            "badges": [each._badge_path() for each in rows],
        }

    def _page_values(self, space):
        values = super()._page_values(space)
        mine = self._own_registrations(space) if space.personal else None
        person = space.person if space.personal else self.env["res.partner"]
        return values | {
            "door_url": f"/my/meetings/{self.id}/door"
            if self._runs_door(space.user, person)
            else "",
            "here_url": f"/my/meetings/{self.id}/here"
            if mine and self._runs_now()
            else "",
            "badges": [
                {"name": row.name, "url": row._badge_path()}
                for row in self._badges_of(space)
            ],
        }

    def _badges_of(self, space):
        """Confirmed registrations here whose badges this space may show."""
        rows = self.env["event.registration"]._of_space(space)
        return rows.filtered(
            lambda row: row.event_id == self and row.state in ("open", "done")
        )
