from odoo import api, models


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
