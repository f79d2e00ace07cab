from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ClubRotaRepairOption(models.Model):
    """A coordinator chooses this option."""

    _inherit = "club.rota.repair.option"

    def action_apply(self):
        """Let the duties of this option change hands, all or none.

        :raises UserError: when it was applied already, or the plan has changed since
        """
        self.ensure_one()
        self.repair_id._apply(self)
        return self.repair_id._open()

    def _hand_over(self, author):
        """Hand over the duties of this option, through gaps that nobody ever sees:
        nobody may have two duties at any moment."""
        moves = self.move_ids
        duties = moves.duty_id
        duties.write({"volunteer_id": False, "is_by_hand": False})
        duties.flush_recordset()
        for move in moves:
            move.duty_id._hand_over(
                move.to_id,
                "repair",
                author,
                reason=self.repair_id.reason or "",
                before=move.from_id,
            )
        duties.flush_recordset()


class ClubRotaRepair(models.Model):
    """Putting an option in force: one transaction, one coordinator at a time."""

    _inherit = "club.rota.repair"

    def _apply(self, option):
        self.ensure_one()
        self.rota_id._check_coordinator()
        author = self.rota_id._coordinator()
        # sudo: duties and repairs are written by methods alone.
        repair, option = self.sudo(), option.sudo()
        repair._one_at_a_time()
        repair._expect_open()
        self.rota_id._check_repairable()
        option.move_ids.to_id._one_at_a_time()
        repair._expect_unchanged(option)
        repair.write(
            {
                "state": "applied",
                "option_id": option.id,
                "applied_on": fields.Datetime.now(),
                "applied_by_id": author.id,
            }
        )
        option._hand_over(author)
        repair._keep_the_absence()
        repair.rota_id._message_log(
            body=self.env._(
                "%(repair)s: %(option)s (%(who)s).",
                repair=repair.display_name,
                option=option.name,
                who=author.name,
            )
        )

    def _one_at_a_time(self):
        """Let no two transactions repair this rota at once.

        A real update, not a lock: the second one starts again, and then sees what the
        first one has decided.
        """
        self.env.flush_all()
        for table, row in (
            ("club_rota", self.rota_id.id),
            ("club_rota_repair", self.id),
        ):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET write_date = write_date WHERE id = %s",
                    SQL.identifier(table),
                    row,
                )
            )

    def _expect_open(self):
        if self.state == "applied":
            raise UserError(
                self.env._(
                    "%(who)s has applied “%(option)s” already: look at the duties "
                    "again.",
                    who=self.applied_by_id.name or "",
                    option=self.option_id.name or "",
                )
            )

    def _expect_unchanged(self, option):
        """Refuse options that rest on a plan, or on words, that are not true now."""
        case = self._case()
        touched = option.move_ids.duty_id & case.fixed
        if touched or case.digest() != self.digest:
            raise UserError(
                self.env._(
                    "The plan of %s, or what volunteers said, has changed since these "
                    "options were found: press “Look again”, and choose anew.",
                    self.rota_id.name,
                )
            )

    def _keep_the_absence(self):
        """Planning again shall know as well that this volunteer cannot serve."""
        who = self.volunteer_id
        if not who:
            return
        if self.has_left:
            who._end(self.date_from, self.reason or "")
            return
        absences = who._absences(self.date_from, self.date_to)
        if not any(
            each.date_from <= self.date_from and self.date_to <= each.date_to
            for each in absences
        ):
            who.absence_ids.create(
                {
                    "volunteer_id": who.id,
                    "kind": "away",
                    "date_from": self.date_from,
                    "date_to": self.date_to,
                }
            )
