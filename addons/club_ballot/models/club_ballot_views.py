import base64

from markupsafe import Markup
from odoo import api, fields, models


class ClubBallotBox(models.Model):
    """What the bureau's pages show of a box."""

    _inherit = "club.ballot.box"

    # The reader's language counts: never stored.
    secrecy_text = fields.Html(compute="_compute_secrecy_text", string="Secrecy")
    result_text = fields.Html(compute="_compute_result_text", string="Outcome")
    ballot_file = fields.Binary(string="Ballots", compute="_compute_ballot_file")
    ballot_file_name = fields.Char(compute="_compute_ballot_file")

    @api.depends_context("lang")
    @api.depends("state", "is_replaceable", "breakdown_min", "roll_kind")
    def _compute_secrecy_text(self):
        for box in self:
            box.secrecy_text = Markup().join(
                Markup("<h4>%s</h4><ul>%s</ul>")
                % (
                    part["title"],
                    Markup().join(
                        Markup("<li>%s</li>") % sentence
                        for sentence in part["sentences"]
                    ),
                )
                for part in box._secrecy()
            )

    @api.depends_context("lang")
    @api.depends("result")
    def _compute_result_text(self):
        for box in self:
            box.result_text = box.result and box._result_html()

    @api.depends("state")
    def _compute_ballot_file(self):
        for box in self:
            listed = box.state == "published" and box._may_list_ballots()
            box.ballot_file = listed and base64.b64encode(box._export().encode())
            box.ballot_file_name = listed and f"vote-{box.id}.pb"

    def _result_html(self):
        names = {each.code: each.name for each in self.option_ids}
        names |= {"yes": self.env._("Adopted"), "no": self.env._("Rejected")}
        winners = Markup().join(
            Markup("<li>%s</li>") % names[code] for code in self.result["winners"]
        )
        lines = Markup().join(
            Markup("<tr><td>%s</td><td>%s</td><td>%s</td></tr>")
            % ("✓" if line["chosen"] else "", line["name"], line["sentence"])
            for line in self._explain()
        )
        chosen = Markup("<ol>%s</ol>") % winners
        if self.method == "rating":
            chosen = Markup()
        elif not winners:
            chosen = Markup("<p>%s</p>") % self.env._("Nothing was chosen.")
        if self.result.get("is_bare"):
            return chosen + Markup("<p>%s</p>") % self.env._(
                "Only what was chosen is told: fewer than %s ballots carry the same "
                "number of votes.",
                self.breakdown_min,
            )
        if not lines:
            return chosen
        return chosen + Markup('<table class="table table-sm">%s</table>') % lines

    def action_view_roll(self):
        """Show who is on the roll, and who has voted."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "club_ballot.club_ballot_roll_action"
        )
        return {**action, "domain": [("box_id", "=", self.id)]}
