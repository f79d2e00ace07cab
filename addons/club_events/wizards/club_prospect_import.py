import base64
import io
from datetime import date

from odoo import api, fields, models
from odoo.addons.club_membership.rules.importing.issue import UnreadableFile
from odoo.exceptions import UserError

from .customer_file import open_customers

MOST_ROWS = 20_000


class ClubProspectImport(models.TransientModel):
    """The vendor's list of customers: read and compared first, then taken whole.

    Reading writes nothing but the preview. What is applied is compared anew just
    before, in one transaction: all rows that are shown as new, or none.
    """

    _name = "club.prospect.import"
    _description = "Import of the Vendor's Customers"
    _check_company_auto = True

    recruitment_id = fields.Many2one(
        "club.recruitment",
        string="Campaign",
        required=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(related="recruitment_id.company_id", store=True)
    file = fields.Binary(required=True, attachment=False)
    filename = fields.Char()
    step = fields.Selection(
        [("upload", "Choose the file"), ("preview", "Look at it")],
        default="upload",
        required=True,
        readonly=True,
    )
    skip_refused = fields.Boolean(
        string="Leave out the refused rows",
        help="Otherwise nothing is taken until every row can be.",
    )
    message = fields.Text(readonly=True)
    line_ids = fields.One2many("club.prospect.import.line", "import_id")
    new_count = fields.Integer(compute="_compute_counts")
    member_count = fields.Integer(compute="_compute_counts")
    same_count = fields.Integer(compute="_compute_counts")
    duplicate_count = fields.Integer(compute="_compute_counts")
    decide_count = fields.Integer(compute="_compute_counts")
    error_count = fields.Integer(compute="_compute_counts")

    @api.depends("line_ids.state")
    def _compute_counts(self):
        for batch in self:
            states = batch.line_ids.mapped("state")
            for state in ("new", "member", "same", "duplicate", "decide", "error"):
                batch[f"{state}_count"] = states.count(state)

    def action_read(self):
        """Read the file and show what it would do; nothing else is written."""
        self.ensure_one()
        self.recruitment_id.check_access("write")
        self.line_ids.unlink()
        self._stage()
        self._compare()
        self.write({"step": "preview"})
        return self._show()

    def action_back(self):
        """Choose another file."""
        self.line_ids.unlink()
        self.write({"step": "upload", "message": False})
        return self._show()

    def action_apply(self):
        """Take the rows shown as new and as members; the same file again adds nothing.

        :raises UserError: rows are to be decided or refused, or nothing is new
        """
        self.ensure_one()
        self.recruitment_id.check_access("write")
        before = {line: line.state for line in self.line_ids}
        self._compare()
        if before != {line: line.state for line in self.line_ids}:
            self.message = self.env._(
                "Meanwhile something changed in the association: look again before "
                "you take the list."
            )
            return self._show()
        self._check_ready()
        self.line_ids._take()
        return self.recruitment_id.action_view_prospects()

    def _check_ready(self):
        if self.decide_count:
            raise UserError(
                self.env._(
                    "%s rows look like somebody known: say for each whether it is "
                    "them.",
                    self.decide_count,
                )
            )
        if self.error_count and not self.skip_refused:
            raise UserError(
                self.env._(
                    "%s rows are refused: correct them in the file, or choose to "
                    "leave them out.",
                    self.error_count,
                )
            )
        if not self.new_count + self.member_count:
            raise UserError(
                self.env._("This list changes nothing: all of it is in the campaign.")
            )

    def _stage(self):
        """Lay out the rows of the file.

        :raises UserError: it cannot be read as a list of customers
        """
        words = self.env["club.import"]
        try:
            customers = open_customers(
                io.BytesIO(base64.b64decode(self.file or b"")),
                fields.Date.context_today(self),
                self.company_id.country_id.code or "FR",
                MOST_ROWS,
            )
            rows = [self._line_values(row) for row in customers]
        except UnreadableFile as error:
            raise UserError(self._sentence(error.issue)) from None
        if blocking := [issue for issue in customers.issues if issue.blocking]:
            raise UserError("\n".join(self._sentence(issue) for issue in blocking))
        unread = [issue for issue in customers.issues if not issue.blocking]
        self.message = "\n".join(words._problem_sentences(map(_plain, unread)))
        self.env["club.prospect.import.line"].create(rows)

    def _sentence(self, issue):
        place = self.env["club.import"]._problem_sentences([_plain(issue)])[0]
        if not issue.row:
            return place
        return self.env._("Row %(row)s: %(problem)s", row=issue.row, problem=place)

    def _line_values(self, row):
        values = {
            name: value.isoformat() if isinstance(value, date) else str(value)
            for name, value in row.values.items()
        }
        problems = [issue for issue in row.issues if issue.blocking]
        person = " ".join(
            values[key] for key in ("first_name", "last_name") if key in values
        )
        return {
            "import_id": self.id,
            "row": row.row,
            "problem": "\n".join(
                self.env["club.import"]._problem_sentences(map(_plain, problems))
            ),
            "name": values.get("name"),
            "contact_name": person if person != values.get("name") else False,
            "email": values.get("email"),
            "phone": values.get("phone"),
            "zip": values.get("zip"),
            "city": values.get("city"),
            "siret": values.get("siret"),
            "is_person": values.get("kind") == "person" and person == values["name"]
            if values.get("name")
            else False,
        }

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("The vendor's customers"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }


def _plain(issue):
    """An issue as ``club.import`` words them."""
    return {
        "column": issue.column,
        "code": issue.code,
        "value": issue.value,
        "params": dict(issue.params),
    }
