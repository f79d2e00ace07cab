import re
from copy import deepcopy

from lxml import etree, html
from markupsafe import Markup
from odoo import api, models

from ..rules.words import rename
from .club_words import FIELDS

OURS = "club."
# Models of others whose views we fill with our own pages and buttons.
SHARED = frozenset({"res.partner"})
EXPRESSION = re.compile(r"(\{\{.*?\}\})", re.DOTALL)


class Base(models.AbstractModel):
    """Own words in labels and views of our models."""

    _inherit = "base"

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        found = super().fields_get(allfields, attributes)
        words = self.env["club.words"]._vocabulary()
        if words:
            ours = self._name.startswith(OURS)
            for name, description in found.items():
                # The question what to say for member asks about members.
                if name in FIELDS:
                    continue
                if ours or name.startswith("club_"):
                    self._club_rename_field(name, description, words)
        return found

    def _club_rename_field(self, name, description, words):
        for key in ("string", "help"):
            if description.get(key):
                description[key] = rename(description[key], words)
        # Choices read from records are what people typed.
        if isinstance(getattr(self._fields.get(name), "selection", None), list):
            description["selection"] = [
                (value, rename(label, words))
                for value, label in description.get("selection") or ()
            ]

    @api.model
    def get_view(self, view_id=None, view_type="form", **options):
        result = super().get_view(view_id, view_type, **options)
        if self._name.startswith(OURS) or self._name in SHARED:
            result["arch"] = self.env["club.words"]._rename_arch(result["arch"])
        return result


class IrUiMenu(models.Model):
    """Own words in our menus."""

    _inherit = "ir.ui.menu"

    def load_web_menus(self, debug):
        menus = super().load_web_menus(debug)
        words = self.env["club.words"]._vocabulary()
        for menu in menus.values() if words else ():
            if (menu.get("xmlid") or "").startswith("club_"):
                menu["name"] = rename(menu["name"], words)
        return menus


class IrActionsActWindow(models.Model):
    """Own words in the titles and first hints of our pages."""

    _inherit = "ir.actions.act_window"

    def _get_action_dict(self):
        action = super()._get_action_dict()
        words = self.env["club.words"]._vocabulary()
        if words and (action.get("res_model") or "").startswith(OURS):
            for key in ("name", "display_name", "help"):
                if action.get(key):
                    action[key] = rename(str(action[key]), words)
        return action


class IrQweb(models.AbstractModel):
    """Own words in our pages, letters and mails: once, when they are compiled."""

    _inherit = "ir.qweb"

    def _get_template_cache_keys(self):
        return [*super()._get_template_cache_keys(), "club_words"]

    def _prepare_environment(self, values):
        company_id = self.env["club.words"]._company_id()
        if company_id != self.env.context.get("club_words"):
            self = self.with_context(club_words=company_id)
        return super()._prepare_environment(values)

    def _get_template(self, template):
        element, document, ref = super()._get_template(template)
        words = self.env.context.get("club_words") and (
            self.env["club.words"]._vocabulary()
        )
        if words and self._club_is_ours(template, ref):
            element = deepcopy(element)
            self.env["club.words"]._rename_tree(element, words)
        return element, document, ref

    def _club_is_ours(self, template, ref):
        if isinstance(template, etree._Element):
            return bool(self.env.context.get("club_words_tree"))
        key = self._get_template_info(ref)["key"] if ref else ""
        return (key or "").startswith("club_")


class MailRenderMixin(models.AbstractModel):
    """Own words in the subjects and bodies of our mails, before they are filled in."""

    _inherit = "mail.render.mixin"

    @api.model
    def _render_template_qweb(self, template_src, *args, **kwargs):
        words = self.env.context.get("club_words_mail") and (
            self.env["club.words"]._vocabulary()
        )
        if template_src and words:
            tree = html.fragment_fromstring(template_src, create_parent="div")
            self.env["club.words"]._rename_tree(tree, words)
            whole = etree.tostring(tree, encoding="unicode")
            template_src = Markup(whole.removeprefix("<div>").removesuffix("</div>"))
        return super()._render_template_qweb(template_src, *args, **kwargs)

    @api.model
    def _render_template_inline_template(self, template_txt, *args, **kwargs):
        if template_txt and self.env.context.get("club_words_mail"):
            words = self.env["club.words"]._vocabulary()
            if words:
                parts = EXPRESSION.split(str(template_txt))
                # What stands between braces is an expression: every second part.
                parts[::2] = [rename(part, words) for part in parts[::2]]
                template_txt = "".join(parts)
        return super()._render_template_inline_template(template_txt, *args, **kwargs)


class MailTemplate(models.Model):
    """Own words in our mails, as the association's texts of them."""

    _inherit = "mail.template"

    def _render_field(self, field, *args, **kwargs):
        words_wanted = (self.model or "").startswith(OURS)
        if words_wanted and self.env["club.words"]._company_id():
            self = self.with_context(club_words_mail=True)
        return super()._render_field(field, *args, **kwargs)
