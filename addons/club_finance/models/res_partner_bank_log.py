from odoo import models


def _masked(number):
    bare = "".join((number or "").split())
    return f"{bare[:4]} … {bare[-4:]}" if bare else number


class ResPartnerBank(models.Model):
    """Officers read the discussion of a contact: it tells that an account changed, and
    which, without its number."""

    _inherit = "res.partner.bank"

    def _mail_track(self, tracked_fields, initial_values):
        changes, values = super()._mail_track(tracked_fields, initial_values)
        number = self.env["ir.model.fields"]._get(self._name, "acc_number")
        for _command, _id, vals in values:
            if vals.get("field_id") == number.id:
                for side in ("old_value_char", "new_value_char"):
                    vals[side] = _masked(vals.get(side))
        return changes, values


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _message_log(self, *, body="", **kwargs):
        if "res.partner.bank" in (body or ""):
            # sudo: to know what is not to be told.
            accounts = self.sudo().with_context(active_test=False).bank_ids
            for number in accounts.mapped("acc_number"):
                body = body.replace(number, _masked(number))
        return super()._message_log(body=body, **kwargs)
