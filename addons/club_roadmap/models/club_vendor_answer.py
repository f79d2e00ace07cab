from odoo import api, fields, models
from odoo.exceptions import UserError

from .club_request import BUILT, FEASIBILITY

MOST_POINTS = 1_000_000


class ClubVendorAnswer(models.Model):
    """What the vendor said of one line, on one day: each answer is kept."""

    _name = "club.vendor.answer"
    _description = "Vendor's Answer"
    _order = "id desc"
    _rec_name = "feasibility"
    _check_company_auto = True

    line_id = fields.Many2one(
        "club.dossier.line", required=True, index=True, ondelete="restrict"
    )
    dossier_id = fields.Many2one(related="line_id.dossier_id", store=True, index=True)
    company_id = fields.Many2one(related="line_id.company_id", store=True)
    request_id = fields.Many2one(related="line_id.request_id", store=True, index=True)
    date = fields.Date(required=True, readonly=True)
    feasibility = fields.Selection(FEASIBILITY, required=True, readonly=True)
    cost_points = fields.Integer(string="Cost (points)", readonly=True)
    version_id = fields.Many2one(
        "club.product.version",
        string="Target version",
        readonly=True,
        ondelete="restrict",
    )
    promised_on = fields.Date(
        string="Announced for",
        readonly=True,
        help="The date of the target version on the day of the answer.",
    )
    reason = fields.Text(required=True, readonly=True)
    contact_name = fields.Char(string="Answered by", required=True, readonly=True)

    _with_reason = models.Constraint(
        r"CHECK (reason ~ '\S')", "An answer without a reason is none: say why."
    )
    _cost_positive = models.Constraint(
        "CHECK (cost_points >= 0)", "A cost is not negative."
    )
    _refused_without_version = models.Constraint(
        "CHECK (feasibility <> 'no' OR version_id IS NULL)",
        "What is not feasible has no target version.",
    )

    def write(self, vals):
        if set(vals) - {"company_id", "dossier_id", "request_id"}:
            self._refuse_change()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        self._refuse_change()

    def _refuse_change(self):
        raise UserError(self.env._("The vendor's answers are kept as they were given."))


class ClubDossierLine(models.Model):
    """Answering a line: on the vendor's page, or by a file it has filled in."""

    _inherit = "club.dossier.line"

    def _give(self, contact, said):
        """Give an answer: a new one is kept beside the former ones.

        :param contact: who gives it, a ``club.vendor.contact``
        :param said: see ``_read_answer``
        :return: the answer
        :raises UserError: see ``_read_answer``
        """
        self.ensure_one()
        self._check_answering(contact)
        # sudo: vendors hold no right; the line was found among what is theirs.
        line = self.sudo()
        vals = line._read_answer(said)
        if vals.pop("new_version", None):
            vals["version_id"] = line._propose_version(said).id
        answer = line.env["club.vendor.answer"].create(
            {
                **vals,
                "line_id": line.id,
                "date": line.company_id._club_today(),
                "promised_on": line.env["club.product.version"]
                .browse(vals["version_id"])
                .planned_on,
                "contact_name": contact.partner_id.name,
            }
        )
        line.write(
            {name: vals[name] for name in ("feasibility", "cost_points", "reason")}
            | {"version_id": vals["version_id"]}
        )
        line.env["club.vendor.draft"].search([("line_id", "=", line.id)]).unlink()
        line.request_id._root()._take_answer(answer)
        return answer

    def _check_answering(self, contact):
        if not contact.may_answer:
            raise UserError(
                self.env._(
                    "Your access is for reading. Ask %s if you should answer as well.",
                    self.company_id.name,
                )
            )
        if self.dossier_id.state != "released":
            raise UserError(
                self.env._("“%s” is closed to answers.", self.dossier_id.name)
            )
        if self.request_id._root().state in ("delivered", "closed"):
            raise UserError(
                self.env._(
                    "%(request)s needs no answer any more: %(state)s.",
                    request=self.number,
                    state=self.request_id._root()._state_label(),
                )
            )

    def _read_answer(self, said):
        """Values of an answer, from what a form or a file says.

        :param said: ``feasibility``, ``cost_points`` (whole points), ``version`` (id
            of a version of the product), ``version_name`` and ``version_date`` (of a
            new one), ``reason``; all as text, date excepted
        :return: values, with ``new_version`` if one is to be made
        :raises UserError: in one sentence, what is wrong
        """
        self.ensure_one()
        if said.get("feasibility") not in dict(FEASIBILITY):
            raise UserError(self.env._("Say whether it is feasible."))
        reason = (said.get("reason") or "").strip()
        if not reason:
            raise UserError(
                self.env._("Say why: an answer is always given with its reason.")
            )
        version, new = self._read_version(said)
        return {
            "feasibility": said["feasibility"],
            "cost_points": self._read_points(said.get("cost_points")),
            "version_id": version.id,
            "new_version": new,
            "reason": reason[:10000],
        }

    def _read_points(self, text):
        text = str(text or "").strip()
        if not text:
            return 0
        if not text.isdecimal() or len(text) > 9 or int(text) > MOST_POINTS:
            raise UserError(
                self.env._(
                    "“%s” is no cost: give whole points, as a number.", text[:20]
                )
            )
        if self.kind not in BUILT:
            raise UserError(
                self.env._("A request of this kind has no cost: leave it empty.")
            )
        return int(text)

    def _read_version(self, said):
        """(version chosen or empty, whether a new one is named)."""
        versions = self.env["club.product.version"]
        name = (said.get("version_name") or "").strip()
        chosen = str(said.get("version") or "").strip()
        if not name and not chosen:
            return versions, False
        if self.kind not in BUILT or not self.product_id:
            raise UserError(
                self.env._("A request of this kind has no version: leave it empty.")
            )
        if said["feasibility"] == "no":
            raise UserError(self.env._("What is not feasible has no target version."))
        if name and not (known := self._version_called(name)):
            self._read_date(said.get("version_date"))
            return versions, True
        known = (
            known
            if name
            else self._targets().filtered(lambda version: str(version.id) == chosen)
        )
        if known not in self._targets():
            raise UserError(
                self.env._("This version is no longer to come: choose another one.")
            )
        return known, False

    def _targets(self):
        """Versions that may be promised: those of the product that are to come."""
        return self.product_id.version_ids.filtered(
            lambda version: version.state in ("planned", "in_progress")
        )

    def _version_called(self, name):
        return self.product_id.version_ids.filtered(
            lambda version: version.name.casefold() == name.casefold()
        )[:1]

    def _read_date(self, day):
        """The date of a new version: a day to come."""
        try:
            day = fields.Date.to_date(day or None)
        except ValueError:
            day = None
        if not day or day < self.company_id._club_today():
            raise UserError(
                self.env._("Give the date of the new version, a day to come.")
            )
        return day

    def _propose_version(self, said):
        newest = max(self.product_id.version_ids.mapped("sequence"), default=0)
        return self.env["club.product.version"].create(
            {
                "name": said["version_name"].strip()[:60],
                "product_id": self.product_id.id,
                "planned_on": self._read_date(said.get("version_date")),
                "sequence": newest + 10,
            }
        )


class ClubRequest(models.Model):
    _inherit = "club.request"

    def _take_answer(self, answer):
        """Repeat the vendor's last answer, and follow it.

        :param answer: a ``club.vendor.answer``, with full rights
        """
        self.ensure_one()
        # sudo: what the vendor said is written by its answer alone.
        request = self.sudo()
        request.write(
            {
                "feasibility": answer.feasibility,
                "cost_points": answer.cost_points,
                "target_version_id": answer.version_id.id,
                "vendor_reason": answer.reason,
            }
        )
        former = request.state
        request._move(request._answered_state(answer), answer.reason, by="vendor")
        request._answered(answer, former)

    def _answered_state(self, answer):
        """Where an answer leads: declined, planned, or sent as before."""
        if answer.feasibility == "no":
            return "declined"
        # What has neither release nor cost is agreed to without naming a version.
        promised = answer.version_id or self.kind not in BUILT
        if answer.feasibility == "study" or not promised:
            return "sent"
        if self.state == "in_progress" and answer.version_id.state == "in_progress":
            return "in_progress"
        return "planned"

    def _answered(self, answer, former):
        """The vendor has answered: supporters are told, unless the new state tells.

        Files that do something else about it extend this.

        :param answer: a ``club.vendor.answer``
        :param former: state of the request before
        """
        if self.state in (former, "sent"):
            self._tell_supporters("answered")
