import base64
import hashlib

from odoo import models
from odoo.exceptions import UserError

REPORT = "club_roadmap.action_report_letter"


class ClubLetter(models.Model):
    """From the draft to the last follow-up. Each step is a button of the bureau."""

    _inherit = "club.letter"

    def _step(self, state, former, **vals):
        """Take these letters to a state, from one of the former ones only.

        :raises AccessError: the user may not write letters
        :raises UserError: a letter stands elsewhere
        """
        self.check_access("write")
        states = dict(self._fields["state"]._description_selection(self.env))
        for letter in self:
            if letter.state not in former:
                raise UserError(
                    self.env._(
                        "%(letter)s is “%(state)s”: this step is not possible now.",
                        letter=letter.display_name,
                        state=states[letter.state],
                    )
                )
            # sudo: states are written by steps only; the right was checked above.
            letter.sudo().write({"state": state, **vals})

    def action_sign(self):
        """Give it its number; from now on its text stays."""
        for letter in self:
            letter._check_signable()
            vals = {}
            if letter.number == "/":
                vals["number"] = letter._next_number()
            letter._step("signed", ("draft",), **vals)

    def _next_number(self):
        """The next number of the letter's year, never given again."""
        # sudo: numbers are the association's, whoever signs.
        sequences = self.env["ir.sequence"].sudo().with_company(self.company_id)
        return sequences.next_by_code("club.letter", sequence_date=self.date)

    def _check_signable(self):
        self.ensure_one()
        if not (self.decided_by_id and self.decided_on):
            raise UserError(
                self.env._(
                    "%s: say which board or commission decided it, and when.",
                    self.subject,
                )
            )
        # sudo: an office is public in the association; its dates are read only.
        office = self.signatory_id.sudo()
        if not office or not office._is_held_on(self.date):
            raise UserError(
                self.env._(
                    "%s: choose who signs among those who hold an office on the date "
                    "of the letter.",
                    self.subject,
                )
            )

    def action_draft(self):
        """Take a signed letter back; it keeps its number."""
        self._step("draft", ("signed",))

    def action_send(self):
        """Note that it left: the document is made, kept and never changes again."""
        for letter in self:
            content, kind = letter._make_document()
            letter._step(
                "sent",
                ("signed",),
                sent_on=letter.company_id._club_today(),
                document=base64.b64encode(content),
                document_type=kind,
                document_sha256=hashlib.sha256(content).hexdigest(),
            )

    def _make_document(self):
        """The letter on the club's paper: PDF, or a page where PDF cannot be made.

        :return: bytes and ``pdf`` or ``html``
        """
        # sudo: the association's own paper.
        reports = self.env["ir.actions.report"].sudo()
        if reports.get_wkhtmltopdf_state() in ("install", "broken"):
            return reports._render_qweb_html(REPORT, self.ids)
        return reports._render_qweb_pdf(REPORT, self.ids)

    def _document(self):
        """The document as it was sent, with the sender's word that it is unchanged.

        :raises UserError: there is none, or it is not what was sent
        """
        self.ensure_one()
        content = base64.b64decode(self.document or b"")
        if not content:
            raise UserError(self.env._("This letter has not been sent yet."))
        if hashlib.sha256(content).hexdigest() != self.document_sha256:
            raise UserError(
                self.env._(
                    "The document of %s is not the one that was sent: its fingerprint "
                    "differs. Tell the administrator.",
                    self.display_name,
                )
            )
        return content

    def action_answer(self):
        """Note the vendor's answer, as written on the letter."""
        for letter in self:
            if not letter.answered_on or not (
                letter._has_answer_text() or letter.answer_attachment_ids
            ):
                raise UserError(
                    self.env._(
                        "%s: note the date of the answer and its text, or add its "
                        "file.",
                        letter.display_name,
                    )
                )
        self._step("answered", ("sent",))
        self._forget_reminders()

    def _has_answer_text(self):
        return bool((self.answer or "").striptags().strip() if self.answer else "")

    def action_done(self):
        """Close it: it was answered, and all that was to do is done."""
        for letter in self:
            open_ones = letter.followup_ids.filtered(lambda f: not f.done_on)
            if open_ones:
                raise UserError(
                    self.env._(
                        "%(letter)s: “%(what)s” is still to do.",
                        letter=letter.display_name,
                        what=open_ones[0].name,
                    )
                )
        self._step("done", ("answered",))

    def action_drop(self):
        """Give it up, with the reason written on it."""
        for letter in self:
            if not (letter.drop_reason or "").strip():
                raise UserError(
                    self.env._("%s: say why it is dropped.", letter.display_name)
                )
        self._step("dropped", ("draft", "signed", "sent", "answered"))
        self._forget_reminders()

    def action_preview(self):
        """The letter as a page, also where no PDF can be made."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/report/html/club_roadmap.report_letter/{self.id}",
            "target": "new",
        }

    def _report_values(self):
        """What the letterhead shows."""
        self.ensure_one()
        # sudo: the club's own paper, printed by whoever may read the letter.
        letter = self.sudo()
        vendor = letter.vendor_id
        return {
            "letter": letter,
            "company": letter.company_id,
            "lang": vendor.lang or letter.company_id.partner_id.lang or self.env.lang,
            "address": [line for line in letter._address_lines() if line],
            "signatory": letter.signatory_id.partner_id.name or "",
            "office": letter.signatory_id.kind_id.name or "",
            "decided_by": letter.decided_by_id.name or "",
        }

    def _address_lines(self):
        vendor = self.vendor_id
        place = " ".join(filter(None, (vendor.zip, vendor.city)))
        return [vendor.name, vendor.street, vendor.street2, place]


class ClubOffice(models.Model):
    _inherit = "club.office"

    def _is_held_on(self, day):
        """Whether this office is held on ``day``."""
        self.ensure_one()
        return self.date_from <= day and (not self.date_to or self.date_to >= day)
