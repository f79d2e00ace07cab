from odoo import fields, models
from odoo.exceptions import UserError

from ..rota.problem import UNIT

SQUARE = UNIT * UNIT


class ClubRota(models.Model):
    """Asking how a rota can go on."""

    _inherit = "club.rota"

    def action_repair(self):
        """Look for ways to fill the gaps of this rota, and open them.

        :raises UserError: when it is not in force, or nothing is missing
        """
        self.ensure_one()
        self._check_coordinator()
        return self._find_repair({})._open()

    def _find_repair(self, asked):
        """Compute options in a process of its own and keep them, all at once.

        :param asked: who drops out when (``volunteer_id``, ``date_from``, ``date_to``,
            ``has_left``), ``moves_confirmed`` and ``reason``
        :return: club.rota.repair
        :raises UserError: when nobody is missing
        """
        self.ensure_one()
        self._check_coordinator()
        self._check_repairable()
        # sudo: repairs are written by methods alone.
        repairs = self.env["club.rota.repair"].sudo()
        values = {"rota_id": self.id, "author_id": self._coordinator().id, **asked}
        draft = repairs.new(values)
        return repairs.create({**values, **draft._found()}).sudo(False)

    def _check_repairable(self):
        # sudo: drafts and duties next door count as well.
        rota = self.sudo()
        if rota.state in ("closed", "cancelled"):
            raise UserError(
                self.env._("%s is over: there is nothing to repair.", rota.name)
            )
        if not rota._is_in_force():
            raise UserError(
                self.env._(
                    "%s is not published yet: plan it again instead of repairing it.",
                    rota.name,
                )
            )


class ClubRotaRepair(models.Model):
    """Finding the options, once more where the plan has changed since."""

    _inherit = "club.rota.repair"

    def action_recompute(self):
        """Look again: the plan or what volunteers said may have changed.

        :raises UserError: when it was applied already
        """
        self.ensure_one()
        self.rota_id._check_coordinator()
        self.rota_id._check_repairable()
        # sudo: as in _find_repair
        repair = self.sudo()
        repair._expect_open()
        repair.option_ids.unlink()
        repair.write(repair._found())
        return self._open()

    def _case(self):
        return self.rota_id._repair_case(
            self.volunteer_id, self.date_from, self.date_to, self.moves_confirmed
        )

    def _found(self):
        """What looking for options yields now: values of this record."""
        case = self._case()
        self._expect_missed(case)
        options = self.rota_id._repair_options(case)
        rows = [self._option_values(case, options, at) for at in range(len(options))]
        self._expect_something(rows[0])
        return {
            "digest": case.digest(),
            "computed_on": fields.Datetime.now(),
            "option_ids": [(0, 0, row) for row in rows],
        }

    def _expect_missed(self, case):
        """Refuse a volunteer who has nothing to drop out of: it changes nothing."""
        lost = [
            duty
            for duty in case.plan
            if duty.slot in case.absent.get(duty.volunteer, ())
        ]
        if self.volunteer_id and not lost:
            raise UserError(
                self.env._(
                    "%(name)s has no duty of %(rota)s on these days: there is nothing "
                    "to repair.",
                    name=self.volunteer_id.name,
                    rota=self.rota_id.name,
                )
            )

    def _expect_something(self, row):
        """Refuse a rota in which nothing is missing.

        :param row: values of the first option
        """
        if not any(row[name] for name in ("move_ids", "gap_count", "unskilled_count")):
            raise UserError(
                self.env._(
                    "Nobody is missing in %s from today on: there is nothing to "
                    "repair.",
                    self.rota_id.name,
                )
            )

    def _option_values(self, case, options, position):
        option = options[position]
        moves = self.rota_id._repair_moves(case, option)
        persons, skills = self._missing(case, option.duties)
        return {
            "sequence": position,
            "name": self._option_name(moves),
            "moved_count": len(moves),
            "gap_count": persons,
            "unskilled_count": skills,
            "fairness": option.delta.balance / SQUARE,
            "is_proven": option.proven,
            "cost": "\n".join(self._cost_sentences(case, option, position)),
            "move_ids": [
                (
                    0,
                    0,
                    {
                        "sequence": place,
                        "duty_id": duty.id,
                        "from_id": before.id,
                        "to_id": after.id,
                    },
                )
                for place, (duty, before, after) in enumerate(moves)
            ],
        }

    def _open(self):
        """The form of this repair."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Repair"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }
