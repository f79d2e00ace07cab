from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import ormcache


class ClubHoursActivity(models.Model):
    """What volunteers give their time to: duties, requests, meetings…"""

    _name = "club.hours.activity"
    _description = "Volunteers' Activity"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    code = fields.Char(
        readonly=True,
        copy=False,
        help="By what programs know the activities that they write themselves.",
    )

    _code_uniq = models.UniqueIndex(
        "(code) WHERE code IS NOT NULL", "This code names another activity already."
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_known_to_programs(self):
        for activity in self.filtered("code"):
            raise UserError(
                self.env._(
                    "Hours are written under “%s” by themselves: archive it instead, "
                    "and volunteers do not choose it any more.",
                    activity.name,
                )
            )

    @api.model
    @ormcache("code")
    def _code_id(self, code):
        """Id of the activity that programs know by this code, archived or not.

        :raises ValueError: there is none: a mistake in a program
        """
        found = self.with_context(active_test=False).search([("code", "=", code)])
        if not found:
            raise ValueError(f"No volunteers' activity has the code {code!r}")
        return found.id
