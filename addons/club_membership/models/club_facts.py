from odoo import api, models
from odoo.exceptions import UserError


class ClubFacts(models.AbstractModel):
    """What follows from the steps of a document is written by its methods alone.

    Methods write as superuser; everybody else, by whatever way, is refused.
    """

    _name = "club.facts"
    _description = "Facts that Methods Write"

    # Written by methods only.
    _own_fields = frozenset()
    # What decides who sees a record.
    _scope_fields = frozenset({"company_id", "section_id"})

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                self._refuse_own_fields(vals)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_own_fields(vals)
        result = super().write(vals)
        if vals.keys() & self._scope_fields:
            # Rules look at records as they were: nobody moves one out of their sight.
            self.check_access("write")
        return result

    def _refuse_own_fields(self, vals):
        """Refuse facts among these values.

        :raises UserError: naming them
        """
        if forbidden := vals.keys() & self._own_fields:
            raise UserError(
                self.env._(
                    "%s cannot be written by hand: use the buttons of the page.",
                    ", ".join(
                        self._fields[name]._description_string(self.env) or name
                        for name in sorted(forbidden)
                    ),
                )
            )
