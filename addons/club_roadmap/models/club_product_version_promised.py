from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ClubProductVersion(models.Model):
    """What the vendor says of the versions it has promised."""

    _inherit = "club.product.version"

    @api.model
    def _promised_by(self, door):
        """Versions named in answers of this vendor's people, with full rights.

        :param door: a ``VendorDoor``
        """
        lines = door.env["club.dossier.line"].search(
            [("dossier_id", "in", door.dossiers.ids), ("version_id", "!=", False)]
        )
        return lines.version_id.sorted(lambda v: (v.product_id.name, -v.sequence, v.id))

    def _vendor_reports(self, contact, step, day):
        """The vendor reports how far a version is.

        :param step: ``date`` (another date), ``start`` or ``release``
        :param day: new date for ``date``, day of the release for ``release``
        :raises UserError: no date, the wrong one, or the wrong moment
        """
        self.ensure_one()
        if not contact.may_answer:
            raise UserError(self.env._("Your access is for reading."))
        if self.state not in ("planned", "in_progress"):
            raise UserError(
                self.env._("%s is not to come any more.", self.display_name)
            )
        try:
            day = fields.Date.to_date(day or None)
        except ValueError:
            day = None
        # sudo: vendors hold no right; the version was found among what they promised.
        version = self.sudo()
        report = {
            "date": version._report_date,
            "start": version._report_start,
            "release": version._report_release,
        }[step]
        report(contact, day)

    def _report_date(self, _contact, day):
        if not day or day < self.company_id._club_today():
            raise UserError(self.env._("Give the new date, a day to come."))
        self.planned_on = day

    def _report_start(self, _contact, _day):
        self.state = "in_progress"
        for line in self._lines_on_their_way():
            line.request_id._root()._move("in_progress", by="vendor")

    def _report_release(self, contact, day):
        today = self.company_id._club_today()
        if day and day > today:
            raise UserError(
                self.env._("A version is delivered today, or was before: not later.")
            )
        self.write({"state": "released", "released_on": day or today})
        waiting = self._lines_on_their_way().filtered(
            lambda line: "claimed" not in line.delivery_ids.mapped("state")
        )
        waiting._claim_delivery(contact)

    def _lines_on_their_way(self):
        """Lines for which this version was promised and which are not delivered."""
        lines = self.env["club.dossier.line"].search([("version_id", "=", self.id)])
        return lines.filtered(
            lambda line: line.request_id._root().state in ("planned", "in_progress")
        )

    def _contact(self, door):
        """As whom the person behind this door answers for this version."""
        return door.contacts.filtered(
            lambda contact: (
                contact.vendor_id == self.product_id.vendor_id
                and contact.company_id == self.company_id
            )
        )[:1]

    def _vendor_page_values(self, door):
        """Versions on the vendor's page: plain values."""
        states = dict(self._fields["state"]._description_selection(self.env))
        return [
            {
                "id": version.id,
                "product": version.product_id.name,
                "name": version.name,
                "state": version.state,
                "state_label": states[version.state],
                "planned_on": format_date(self.env, version.planned_on),
                "promised_on": format_date(self.env, version.promised_on),
                "released_on": format_date(self.env, version.released_on),
                "lines": version._promised_lines(door),
                "may_report": version._contact(door).may_answer,
            }
            for version in self
        ]

    def _promised_lines(self, door):
        """[(number, address)] of what was promised for this version."""
        lines = self.env["club.dossier.line"].search(
            [("version_id", "=", self.id), ("dossier_id", "in", door.dossiers.ids)]
        )
        return [
            (line.number, f"/vendor/{line.dossier_id.id}/lines/{line.id}")
            for line in lines
        ]
