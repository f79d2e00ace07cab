from odoo import api, models

SHOWN = {"is_published", "website_published"}


class EventEvent(models.Model):
    """What of a meeting is on the website: nothing, unless it is for everybody.

    Whatever is published there, anybody may read by remote call.
    """

    _inherit = "event.event"

    # Names and addresses of these menus are on the site, published or not.
    _menu_is_open = models.Constraint(
        "CHECK (audience = 'open' OR website_menu IS NOT TRUE)",
        "Only a meeting for everybody has a menu on the website: members see theirs "
        "in their space.",
    )

    @api.depends("audience")
    def _compute_website_menu(self):
        result = super()._compute_website_menu()
        self.filtered(lambda event: event.audience != "open").website_menu = False
        return result

    def write(self, vals):
        """A meeting that is not for everybody any more leaves the website, and its
        agenda with it."""
        if vals.get("audience", "open") == "open":
            return super().write(vals)
        # sudo: the website follows the meeting, whoever changes it.
        published = self.sudo().track_ids.filtered("is_published")
        published.is_published = False
        published.flush_recordset(["is_published"])
        vals = {"website_menu": False, **vals}
        if not SHOWN & set(vals):
            vals["is_published"] = False
        return super().write(vals)
