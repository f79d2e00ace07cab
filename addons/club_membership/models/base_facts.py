import math

from odoo import api, models
from odoo.exceptions import UserError


class Base(models.AbstractModel):
    """What only methods write of our documents, no default value writes either.

    Remote calls may send any ``default_…`` in their context, and everybody may keep
    default values of their own: neither makes a document begin as approved or paid.
    """

    _inherit = "base"

    @api.model
    def _club_is_fact(self, name):
        """Whether a field is one that forms only show: methods write it."""
        field = self._fields.get(name)
        return bool(
            field
            and field.readonly
            and not self._transient
            and self._name.startswith("club.")
        )

    @api.model
    def default_get(self, fields):
        """Default values, those of facts from the model alone.

        :param fields: names of fields
        """
        context = self.env.context
        forged = {
            key
            for key in context
            if key.startswith("default_") and self._club_is_fact(key[8:])
        }
        if not forged:
            return super().default_get(fields)
        kept = {key: value for key, value in context.items() if key not in forged}
        # Keys are taken out, which only a whole context can say.
        clean = self.with_context(kept)  # pylint: disable=context-overridden
        return super(Base, clean).default_get(fields)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and self._name.startswith("club."):
            for vals in vals_list:
                self._club_check_numbers(vals)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and self._name.startswith("club."):
            self._club_check_numbers(vals)
            self._club_refuse_computed(vals)
        return super().write(vals)

    @api.model
    def _club_check_numbers(self, vals):
        """Remote calls may send ``NaN``, which is above zero for the database.

        :raises UserError: a number that is none, or infinite
        """
        for name, value in vals.items():
            if isinstance(value, float) and not math.isfinite(value):
                field = self._fields.get(name)
                raise UserError(
                    self.env._(
                        "%(value)s is no number for %(field)s.",
                        value=value,
                        field=field._description_string(self.env) if field else name,
                    )
                )

    @api.model
    def _club_refuse_computed(self, vals):
        """What is computed from other values and kept is written by no remote call.

        :raises UserError: a stored total, a state that follows from its parent
        """
        for name in vals:
            field = self._fields.get(name)
            if field and field.store and field.readonly and field.compute:
                raise UserError(
                    self.env._(
                        "%s is not written by hand: it follows from the rest.",
                        field._description_string(self.env),
                    )
                )


class IrDefault(models.Model):
    """Default values that people keep."""

    _inherit = "ir.default"

    def _get_model_defaults(self, model_name, condition=False):
        defaults = super()._get_model_defaults(model_name, condition)
        model = self.env[model_name]
        return {
            name: value
            for name, value in defaults.items()
            if not model._club_is_fact(name)
        }
