from lxml import etree
from odoo import api, fields, models, tools

from ..rules.words import Vocabulary, rename, vocabulary

KEYS = ("member", "section", "commission")
FIELDS = tuple(f"club_word_{key}{end}" for key in KEYS for end in ("", "_plural"))
# Attributes of views and templates that people read.
READ = frozenset(
    {
        "string",
        "help",
        "placeholder",
        "confirm",
        "title",
        "alt",
        "aria-label",
        "t-attf-title",
        "t-attf-aria-label",
        "t-attf-placeholder",
        "sum",
        "data-tooltip",
    }
)
UNREAD = frozenset({"script", "style"})


class ResCompany(models.Model):
    """What the association says for member, section and commission."""

    _inherit = "res.company"

    club_word_member = fields.Char(
        string="A member is called",
        translate=True,
        help="With its article: the companion. Empty: member.",
    )
    club_word_member_plural = fields.Char(
        string="Members are called", translate=True, help="The companions, for example."
    )
    club_word_section = fields.Char(
        string="A section is called",
        translate=True,
        help="With its article: the regional community. Empty: section.",
    )
    club_word_section_plural = fields.Char(string="Sections are called", translate=True)
    club_word_commission = fields.Char(
        string="A commission is called",
        translate=True,
        help="With its article: the working group. Empty: commission.",
    )
    club_word_commission_plural = fields.Char(
        string="Commissions are called", translate=True
    )

    def write(self, vals):
        changed = any(
            (company[name] or "") != (vals[name] or "")
            for name in FIELDS
            if name in vals
            for company in self
        )
        result = super().write(vals)
        if changed:
            # What was compiled or kept with the former words, pages and menus too.
            self.env.registry.clear_cache("default", "templates")
        return result


class ClubWords(models.AbstractModel):
    """The association's own words, put in where texts leave the program.

    Each text is renamed at its source (template, view, label, message), before what
    people typed is filled in. An association without own words pays one look into a
    cache for it.
    """

    _name = "club.words"
    _description = "Own Words of the Association"

    @api.model
    @tools.ormcache()
    def _companies(self):
        """Ids of the companies with own words."""
        # sudo: what is said is said to everybody.
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        return frozenset(
            companies.search(
                ["|", "|", *((f"club_word_{key}", "!=", False) for key in KEYS)]
            ).ids
        )

    @api.model
    def _company_id(self):
        """The company spoken for, None when it has no own words."""
        # While modules load, columns may be missing: nobody reads anything yet.
        speaking = self._companies() if self.env.registry.ready else ()
        if not speaking:
            return None
        allowed = self.env.context.get("allowed_company_ids")
        # sudo: a visitor's company, too.
        company_id = allowed[0] if allowed else self.env.user.sudo().company_id.id
        return company_id if company_id in speaking else None

    @api.model
    def _vocabulary(self) -> Vocabulary | None:
        """What to replace in the context's language, None when nothing."""
        company_id = self._company_id()
        if not company_id:
            return None
        return self._vocabulary_of(company_id, self.env.lang or "en_US")

    @api.model
    @tools.ormcache("company_id", "lang")
    def _vocabulary_of(self, company_id, lang):
        # sudo: as in _companies.
        company = self.env["res.company"].sudo().with_context(lang=lang)
        company = company.browse(company_id)
        return vocabulary(
            lang[:2],
            {
                key: (
                    company[f"club_word_{key}"] or "",
                    company[f"club_word_{key}_plural"] or "",
                )
                for key in KEYS
            },
        )

    @api.model
    def _rename(self, text):
        """A text of the program in the association's words."""
        words = text and self._vocabulary()
        return rename(text, words) if words else text

    @api.model
    def _rename_arch(self, arch):
        """The same of a view, as text."""
        words = self._vocabulary()
        return self._renamed_arch(arch, self._company_id(), words) if words else arch

    @api.model
    @tools.ormcache("arch", "company_id", "words.lang", cache="templates")
    def _renamed_arch(self, arch, company_id, words):
        tree = etree.fromstring(arch)
        self._rename_tree(tree, words)
        return etree.tostring(tree, encoding="unicode")

    @api.model
    def _rename_tree(self, tree, words):
        """Rename what people read in a tree of XML, in place."""
        for node in tree.iter():
            if isinstance(node.tag, str) and node.tag not in UNREAD:
                if node.text:
                    node.text = rename(node.text, words)
                for name in READ & set(node.attrib):
                    node.set(name, rename(node.get(name), words))
            if node.tail:
                node.tail = rename(node.tail, words)
