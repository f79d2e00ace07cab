from odoo import models
from odoo.tools import format_date


class ClubMembership(models.Model):
    """A membership as its holder reads it: plain values in the reader's language."""

    _inherit = "club.membership"

    def _status_values(self):
        """Everything the page shows of this membership, as plain values."""
        self.ensure_one()
        sentence, tone = self._status_sentence()
        organisation = self.partner_id.is_company
        return {
            "id": self.id,
            "name": self.partner_id.name,
            "number": self.number,
            "association": self.company_id.name,
            "sentence": sentence,
            "tone": tone,
            "type": self.type_id.name,
            "section": self.section_id.name,
            "since": self._said(self.state != "applied" and self.joined_on),
            "seats": self.seats if organisation else 0,
            "headcount": self.headcount if organisation else 0,
            "planned": self._planned_sentences(),
            "periods": [period._status_values() for period in self._shown_periods()],
        }

    def _said(self, day):
        return format_date(self.env, day) if day else ""

    def _planned_sentences(self):
        """What is decided for a later day, one sentence each."""
        sentences = []
        if self.next_section_on:
            sentences.append(
                self.env._(
                    "From %(day)s on: %(section)s.",
                    day=self._said(self.next_section_on),
                    section=self.next_section_id.name,
                )
            )
        if self.next_type_on:
            sentences.append(
                self.env._(
                    "From %(day)s on: %(type)s.",
                    day=self._said(self.next_type_on),
                    type=self.next_type_id.name,
                )
            )
        return sentences

    def _shown_periods(self):
        """One period per term, latest first; what a merge superseded is left out."""
        heads = self.period_ids.filtered(
            lambda p: p.term_id == p and not (p.superseded or p.cancelled)
        )
        heads = heads.sorted(lambda p: (p.date_from, p.id), reverse=True)
        # What follows is read for all memberships of the page at once.
        return heads.with_prefetch(self.period_ids._prefetch_ids)


class ClubMembershipPeriod(models.Model):
    _inherit = "club.membership.period"

    def _status_values(self):
        """One line of the history, as plain values."""
        self.ensure_one()
        pieces = self.piece_ids.filtered(lambda p: not (p.superseded or p.cancelled))
        last = (pieces or self).sorted("date_from")[-1]
        first_day, last_day = self._term_dates()
        return {
            "id": self.id,
            "from": format_date(self.env, first_day),
            "to": format_date(self.env, last_day),
            "type": last.type_id.name,
            "section": last.section_id.name,
            "paid": bool(self.confirmed_on),
        }

    def _has_attestation(self):
        """Whether an attestation can be had for this term today."""
        self.ensure_one()
        return bool(
            self.type_id.attestation
            and self.confirmed_on
            and not (self.superseded or self.cancelled)
            and sum(self._attested_dues().mapped("residual")) <= 0
        )
