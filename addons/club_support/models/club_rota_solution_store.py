from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rota.checker import check
from ..rota.levels import UNCOVERED, loads_of
from ..rota.problem import UNIT
from ..rota.record import from_record

SQUARE = UNIT * UNIT
# What a value of a level is divided by to be in duties, or duties squared.
SCALE = {"coverage": 1, "balance": SQUARE, "comfort": 1, "debt": SQUARE, "repeated": 1}
GOALS = ("coverage", "balance", "comfort")


class ClubRotaSolution(models.Model):
    """From the planner's record to rows that people read, and its check."""

    _inherit = "club.rota.solution"

    end = fields.Selection(
        [
            ("done", "Finished"),
            ("killed", "Out of time"),
            ("missing", "Without a solver"),
            ("crashed", "Solver failed"),
        ],
        string="How the search ended",
        readonly=True,
    )
    basis = fields.Json(readonly=True, groups=fields.NO_ACCESS)
    section_ids = fields.Json(
        string="Sections by region", readonly=True, groups=fields.NO_ACCESS
    )
    gap_count = fields.Integer(string="Duties nobody covers", readonly=True)
    unskilled_count = fields.Integer(string="Skills missing on duty", readonly=True)
    published_on = fields.Datetime(readonly=True)

    @api.model
    def _store(self, rota, request, found):
        """The certificate of the plan that was found for this rota.

        :param request: with ``sections`` (ids by region) and ``basis``
        :param found: ``record`` and ``end``, from ``rota/planning.py``
        """
        record = found["record"]
        certificate = from_record(record)
        problem = certificate.problem
        places = len(problem.regions) * problem.slots * problem.per_slot
        gaps = places - len(certificate.duties)
        solution = self.create(
            {
                "rota_id": rota.id,
                "record": record,
                "solver": certificate.solver,
                "seconds": certificate.seconds,
                "end": found["end"],
                "basis": request["basis"],
                "section_ids": request["sections"],
                "is_proven": all(certificate.proofs[name].proven for name in GOALS),
                "gap_count": gaps,
                "unskilled_count": certificate.levels.coverage - UNCOVERED * gaps,
                "level_ids": self._prepare_levels(record),
                "share_ids": self._prepare_shares(certificate),
            }
        )
        solution._check_record()
        return solution

    @api.model
    def _prepare_levels(self, record):
        return [
            (
                0,
                0,
                {
                    "sequence": sequence,
                    "level": level["name"],
                    "value": level["value"] / SCALE[level["name"]],
                    "bound": (level["bound"] or 0) / SCALE[level["name"]],
                    "is_proven": level["proven"],
                },
            )
            for sequence, level in enumerate(record["levels"], start=1)
        ]

    @api.model
    def _prepare_shares(self, certificate):
        problem = certificate.problem
        away = [0] * len(problem.volunteers)
        disliked = [0] * len(problem.volunteers)
        for duty in certificate.duties:
            away[duty.volunteer] += problem.is_away(duty)
            slots = problem.volunteers[duty.volunteer].disliked
            disliked[duty.volunteer] += duty.slot in slots
        loads = loads_of(problem, certificate.duties)
        return [
            (
                0,
                0,
                {
                    "volunteer_id": int(who.key),
                    "load": loads[place],
                    "share": who.share / UNIT,
                    "debt": who.debt / UNIT,
                    "away": away[place],
                    "disliked": disliked[place],
                },
            )
            for place, who in enumerate(problem.volunteers)
        ]

    def action_check(self):
        """Check the stored record again, without a solver, and keep what was found."""
        self.check_access("read")
        # sudo: the outcome of the check is all that is written; a certificate stays.
        self.sudo()._check_record()
        return True

    def _check_record(self):
        for solution in self:
            found = check(solution.record)
            solution.write(
                {
                    "checked_on": fields.Datetime.now(),
                    "findings": "\n".join(
                        solution._finding_sentence(finding) for finding in found
                    ),
                }
            )

    def write(self, vals):
        """Once published, nothing but the outcome of a check may be written."""
        frozen = self.filtered("published_on")
        if frozen and not vals.keys() <= {"checked_on", "findings"}:
            raise UserError(
                self.env._(
                    "The certificate of %s was published: it stays as it is.",
                    frozen[0].rota_id.name,
                )
            )
        return super().write(vals)
