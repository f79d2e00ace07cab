from collections import defaultdict

from odoo import api, fields, models

from .club_duty import LIVE


class ClubRota(models.Model):
    """What a rota shows on its form and on paper."""

    _inherit = "club.rota"

    slot_days = fields.Integer(default=lambda s: s.env.company.club_rota_slot_days)
    slot_count = fields.Integer(default=lambda s: s.env.company.club_rota_slot_count)
    plan_html = fields.Html(compute="_compute_plan_html", sanitize=False)
    gap_count = fields.Integer(string="Gaps", compute="_compute_counts")
    duty_count = fields.Integer(compute="_compute_counts", string="Number of duties")
    is_in_force = fields.Boolean(
        compute="_compute_counts", help="Volunteers know their duties of it."
    )
    idle_names = fields.Char(string="Without a duty", compute="_compute_idle_names")

    @api.model
    def default_get(self, fields_list):
        """On the form, a new rota begins next Monday, with the sections that its
        coordinator serves."""
        values = super().default_get(fields_list)
        if not self.env.context.get("club_rota_new"):
            return values
        if "date_start" in fields_list and "date_start" not in values:
            today = self.env.company._club_today()
            values["date_start"] = fields.Date.add(today, days=7 - today.weekday())
        if "line_ids" in fields_list and values.get("section_id"):
            values["line_ids"] = [
                (0, 0, {"section_id": section.id})
                for section in self._usual_sections(values["section_id"])
            ]
        return values

    @api.model
    def _usual_sections(self, top_id):
        """Sections at or below this one where somebody serves."""
        return self.env["club.section"].search(
            [("id", "child_of", top_id), ("volunteer_ids.is_current", "=", True)]
        )

    @api.depends("duty_ids.state", "duty_ids.volunteer_id")
    def _compute_counts(self):
        for rota in self:
            shown = rota._shown_duties()
            rota.duty_count = len(shown)
            rota.gap_count = len(shown.filtered(lambda duty: not duty.volunteer_id))
            rota.is_in_force = any(duty.state in LIVE for duty in rota.duty_ids)

    @api.depends("solution_id")
    def _compute_idle_names(self):
        for rota in self:
            # sudo: names of who was planned, for who may read the rota.
            shares = rota.sudo().solution_id.share_ids
            idle = shares.filtered(lambda row: not row.load and row.share > 0)
            rota.idle_names = ", ".join(row.volunteer_id.name for row in idle)

    @api.depends("duty_ids.state", "duty_ids.volunteer_id", "state")
    def _compute_plan_html(self):
        for rota in self:
            shown = rota._shown_duties()
            rota.plan_html = (
                self.env["ir.qweb"]._render(
                    "club_support.rota_grid", {"grid": rota._grid(shown)}
                )
                if shown
                else False
            )

    def _shown_duties(self):
        """The duties to look at: what is proposed, else what stands."""
        self.ensure_one()
        places = {}
        for duty in self.duty_ids.sorted(lambda duty: duty.state == "draft"):
            if duty.state != "cancelled":
                places[duty._place()] = duty.id
        return self.env["club.duty"].browse(places.values())

    def _grid(self, duties):
        """Slots in rows, sections in columns: values for the template of the plan."""
        # sudo: the names on a plan, for who may read it.
        duties = duties.sudo()
        cells = defaultdict(list)
        for duty in duties.sorted(lambda duty: (duty.slot, duty.role != "lead")):
            cells[duty.slot, duty.section_id].append(duty._cell())
        sections = duties.section_id.sorted("complete_name")
        return {
            "sections": sections.mapped("name"),
            "roles": self.per_slot == "2",
            "rows": [
                {
                    "dates": self._slot_label(slot),
                    "cells": [cells[slot, section] for section in sections],
                }
                for slot in sorted(set(duties.mapped("slot")))
            ],
        }

    def _slot_label(self, slot):
        first, last = self._slot_dates(slot)
        lang = self.env["res.lang"]._get_data(code=self.env.lang or "en_US")
        if first == last:
            return first.strftime(lang.date_format)
        return f"{first.strftime(lang.date_format)} – {last.strftime(lang.date_format)}"

    def action_view_duties(self):
        """Open the duties of this rota."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_support.club_duty_action"
        )
        shown = self._shown_duties()
        return {
            **action,
            "domain": [("id", "in", shown.ids)],
            "context": {"search_default_by_slot": 1, "club_duty_names": 1},
        }

    def action_view_certificate(self):
        """Open what proves the plan."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Certificate"),
            "res_model": "club.rota.solution",
            "res_id": self.solution_id.id,
            "view_mode": "form",
        }


class ClubDuty(models.Model):
    """A duty as one entry of a plan."""

    _inherit = "club.duty"

    def _cell(self):
        self.ensure_one()
        return {
            "id": self.id,
            "name": self.volunteer_id.name or "",
            "is_gap": not self.volunteer_id,
            "is_lead": self.role == "lead",
            "is_away": self.is_away,
            "is_by_hand": self.is_by_hand,
            "is_confirmed": self.state in ("confirmed", "done"),
        }
