import hashlib
import json
import re

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .club_dossier import BEFORE

SHORTEST_NAME = 4


class ClubDossierLine(models.Model):
    _inherit = "club.dossier.line"

    def _vendor_values(self, vendors_language=False):
        """What the vendor reads of these lines: the whole of it, on every page and in
        every file.

        :param vendors_language: titles and texts in the vendor's language, where the
            office has filled them in
        :return: list of dictionaries of plain values
        """
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        priorities = dict(self._fields["priority"]._description_selection(self.env))
        return [
            {
                "id": line.id,
                "rank": line.rank,
                "number": line.number,
                "title": (vendors_language and line.name_vendor) or line.name,
                "text": (vendors_language and line.text_vendor) or line.text,
                "kind": kinds.get(line.kind, ""),
                "product": line.product_name or "",
                "module": line.module_name or "",
                "version": line.version_name or "",
                "supporters": line._support_label(),
                "pilot": line.is_pilot_offered,
                "benefit": line.benefit or "",
                "priority": priorities.get(line.priority, ""),
                "organisation": line.organisation_label or "",
            }
            for line in self
        ]

    def _free_text(self):
        """All that the office has written here, in small letters."""
        written = (self.name, self.text, self.name_vendor, self.text_vendor)
        return "\n".join(text for text in (*written, self.benefit) if text).casefold()


class ClubDossier(models.Model):
    """Releasing: only what the preview has shown, and once."""

    _inherit = "club.dossier"

    def _head_values(self):
        """What the vendor reads of the dossier itself."""
        self.ensure_one()
        languages = dict(self._fields["vendor_lang"]._description_selection(self.env))
        return {
            "id": self.id,
            "name": self.name,
            "association": self.company_id.name,
            "vendor": self.vendor_id.name,
            "released_on": format_date(self.env, self.released_on),
            "deadline": format_date(self.env, self.deadline),
            "closed": self.state == "closed",
            "language": languages.get(self.vendor_lang, ""),
        }

    def _fingerprint(self):
        """Changes as soon as anything that the vendor will see changes."""
        shown = [self.name, self.vendor_id.id, str(self.deadline), self.vendor_lang]
        for vendors_language in (False, True):
            shown += self.line_ids._vendor_values(vendors_language)
        text = json.dumps(shown, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def _names_changed(self):
        """Whether an author has released a name, or taken it back, since the lines
        were shown."""
        return any(
            (line.organisation_label or "") != (line.request_id.vendor_label or "")
            for line in self.line_ids
        )

    def _release(self, fingerprint):
        """Hand the dossier over: it is frozen, its requests are sent.

        :param fingerprint: of what the preview has shown
        :raises UserError: something is missing, or changed since the preview
        """
        self.ensure_one()
        self.check_access("write")
        self._check_may_be_released()
        if fingerprint != self._fingerprint() or self._names_changed():
            raise UserError(
                self.env._(
                    "“%s” has changed since this page was shown: open the preview "
                    "again, and read it.",
                    self.name,
                )
            )
        # sudo: the state is closed to hand-writing.
        self.sudo().write(
            {"state": "released", "released_on": self.company_id._club_today()}
        )
        for line in self.line_ids:
            line.request_id._move("sent")
        self._contacts()._mail(
            "club_roadmap.mail_dossier_released",
            lambda env: env._("%s: a dossier for you", self.company_id.name),
            self._mail_values(),
        )

    def _mail_values(self):
        return {
            "dossier": self.name,
            "count": len(self.line_ids),
            "deadline": self.deadline,
            "url": f"{self.get_base_url()}/vendor/{self.id}",
        }

    def _check_may_be_released(self):
        if self.state != "draft":
            self._refuse_change()
        if not self.line_ids:
            raise UserError(self.env._("“%s” has no lines yet.", self.name))
        today = self.company_id._club_today()
        if not self.deadline or self.deadline < today:
            raise UserError(
                self.env._(
                    "Say until when “%s” is to be answered: a day to come.", self.name
                )
            )
        gone = self.line_ids.request_id.filtered(lambda r: r.state not in BEFORE)
        if gone:
            raise UserError(
                self.env._(
                    "%(request)s is not to be sent: %(state)s. Take its line out.",
                    request=gone[0].display_name,
                    state=gone[0]._state_label(),
                )
            )

    def _warnings(self):
        """What the office should look at before the release, as sentences."""
        self.ensure_one()
        sentences = [
            self.env._(
                "%s still has its author's own words: rewrite them, so that nobody is "
                "recognised.",
                line.number,
            )
            for line in self.line_ids
            if line.text
            == self.env["club.dossier.line"]._words(line.request_id)["text"]
        ]
        for name, lines in self._members_named().items():
            sentences.append(
                self.env._(
                    "%(lines)s: the text names the member %(member)s.",
                    lines=", ".join(line.number for line in lines),
                    member=name,
                )
            )
        if not self._contacts(answering=True):
            sentences.append(
                self.env._("Nobody of %s may answer yet.", self.vendor_id.name)
            )
        return sentences

    def _members_named(self):
        """{name: lines whose text says it} of all member organisations, whether they
        stand behind the request or not: nothing is learnt of who does."""
        # sudo: texts are compared with all names; what is said stands in the text.
        members = self.env["club.membership"].sudo()
        companies = members.search(
            [
                ("company_id", "=", self.company_id.id),
                ("partner_id.is_company", "=", True),
            ]
        ).partner_id
        found = {}
        texts = [(line, line._free_text()) for line in self.line_ids]
        for name in companies.mapped("name"):
            if len(name or "") < SHORTEST_NAME:
                continue
            word = re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)")
            lines = [line for line, text in texts if word.search(text)]
            if lines:
                found[name] = lines
        return found
