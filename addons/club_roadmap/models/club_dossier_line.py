from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .club_request import FEASIBILITY, KINDS
from .context import fresh_values

# Fewer supporters than this are not counted before the vendor: they could be guessed.
FEW = 5
PRIORITIES = [("high", "High"), ("medium", "Medium"), ("low", "Low")]
# What the vendor is given of a line; frozen at release, in the database as well.
SHOWN = (
    *("rank", "number", "name", "text", "name_vendor", "text_vendor", "kind"),
    *("product_name", "module_name", "version_name", "support_count"),
    *("is_pilot_offered", "benefit", "priority", "organisation_label"),
)
# What the vendor answered last, repeated from its answer.
ANSWER = {"feasibility", "cost_points", "version_id", "reason"}
FROZEN = ("dossier_id", "request_id", "product_id", *SHOWN)


class ClubDossierLine(models.Model):
    """One request as the vendor reads it: a snapshot, frozen at the release."""

    _name = "club.dossier.line"
    _description = "Line of a Dossier"
    _order = "dossier_id, rank, id"
    _rec_names_search = ["number", "name"]
    _check_company_auto = True

    dossier_id = fields.Many2one(
        "club.dossier", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="dossier_id.company_id", store=True)
    vendor_id = fields.Many2one(related="dossier_id.vendor_id", store=True)
    dossier_state = fields.Selection(related="dossier_id.state")
    request_id = fields.Many2one(
        "club.request",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('state', 'in', ('open', 'sponsored', 'chosen', 'sent'))]",
    )
    rank = fields.Integer(default=10)
    number = fields.Char(readonly=True)
    name = fields.Char(string="Title", required=True)
    text = fields.Text(
        string="Consolidated text",
        required=True,
        help="What the vendor reads: in the club's words, without anybody's name.",
    )
    name_vendor = fields.Char(string="Title in the vendor's language")
    text_vendor = fields.Text(string="Text in the vendor's language")
    kind = fields.Selection(KINDS, readonly=True)
    product_id = fields.Many2one("club.product", readonly=True, ondelete="restrict")
    product_name = fields.Char(string="Named product", readonly=True)
    module_name = fields.Char(string="Named module", readonly=True)
    version_name = fields.Char(string="Seen in version", readonly=True)
    support_count = fields.Integer(
        string="Supporters",
        readonly=True,
        help="Told to the vendor from five on, otherwise as “fewer than 5”.",
    )
    is_pilot_offered = fields.Boolean(string="Pilot site", readonly=True)
    benefit = fields.Text(
        string="Estimated benefit", help="What members gain, together: time, money…"
    )
    priority = fields.Selection(PRIORITIES, string="Club's priority")
    organisation_label = fields.Char(
        string="Named organisation",
        readonly=True,
        help="Its author has released the organisation's name to the vendor.",
    )
    is_discussed = fields.Boolean(
        string="To be discussed", help="On the page of the joint group."
    )
    answer_ids = fields.One2many("club.vendor.answer", "line_id", string="Answers")
    # Copied from the last answer.
    feasibility = fields.Selection(FEASIBILITY, string="Answer", readonly=True)
    cost_points = fields.Integer(string="Cost (points)", readonly=True)
    version_id = fields.Many2one(
        "club.product.version",
        string="Target version",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    reason = fields.Text(string="Vendor's reason", readonly=True)

    _request_once = models.UniqueIndex(
        "(dossier_id, request_id)", "This request is in the dossier already."
    )

    def init(self):
        # Not even SQL from another module rewrites what the vendor was given. The
        # trigger goes with the table at uninstallation.
        columns = SQL(", ").join(SQL.identifier(name) for name in FROZEN)
        old, new = (
            SQL(", ").join(SQL("%s.%s", SQL(who), SQL.identifier(n)) for n in FROZEN)
            for who in ("OLD", "NEW")
        )
        self.env.cr.execute(
            SQL(
                """
                CREATE OR REPLACE FUNCTION club_dossier_line_frozen() RETURNS trigger
                LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT 1 FROM club_dossier d
                                WHERE d.id = OLD.dossier_id AND d.state <> 'draft')
                    THEN
                        RAISE EXCEPTION 'What was released to a vendor is frozen.'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
                END $$;
                CREATE OR REPLACE TRIGGER club_dossier_line_no_delete
                    BEFORE DELETE ON club_dossier_line FOR EACH ROW
                    EXECUTE FUNCTION club_dossier_line_frozen();
                CREATE OR REPLACE TRIGGER club_dossier_line_no_update
                    BEFORE UPDATE OF %s ON club_dossier_line FOR EACH ROW
                    WHEN ((%s) IS DISTINCT FROM (%s))
                    EXECUTE FUNCTION club_dossier_line_frozen();
                """,
                columns,
                old,
                new,
            )
        )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.number or ''} {line.name or ''}".strip()

    @api.onchange("request_id")
    def _onchange_request_id(self):
        for line in self.filtered("request_id"):
            line.update(line._snapshot(line.request_id) | line._words(line.request_id))

    @api.model
    def _words(self, request):
        """What the office starts from: to be rewritten for the vendor."""
        return {
            "name": request.name,
            "text": f"{request.wish}\n\n{request.motivation}",
        }

    @api.model
    def _snapshot(self, request):
        """What a line repeats of its request, as it is now."""
        return {
            "number": request.number,
            "kind": request.kind,
            "product_id": request.product_id.id,
            "product_name": request.product_id.name,
            "module_name": request.module_id.name,
            "version_name": request.version_id.name,
            "support_count": request.support_count,
            "is_pilot_offered": request.is_pilot_offered,
            "organisation_label": request.vendor_label,
        }

    def _take_snapshots(self):
        """Repeat the requests as they are now, before the release only."""
        for line in self:
            # sudo: readonly columns, written by what happens.
            line.sudo().write(self._snapshot(line.request_id))

    @api.model_create_multi
    def create(self, vals_list):
        requests = self.env["club.request"].browse(
            [vals.get("request_id") for vals in vals_list]
        )
        filled = [
            self._words(request) | vals | self._snapshot(request)
            for request, vals in zip(requests, vals_list, strict=True)
        ]
        if any(ANSWER & set(vals) for vals in vals_list):
            self._refuse_answer()
        lines = super().create(filled)
        lines._check_in_preparation()
        return lines

    def write(self, vals):
        if ANSWER & set(vals):
            self._refuse_answer()
        if set(vals) & set(FROZEN):
            self._check_in_preparation()
        if "request_id" in vals:
            request = self.env["club.request"].browse(vals["request_id"])
            vals = vals | self._snapshot(request)
        return super().write(vals)

    @api.model
    def default_get(self, fields_list):
        return fresh_values(self, super().default_get(fields_list), ANSWER)

    def _refuse_answer(self):
        if not self.env.su:
            raise UserError(
                self.env._("The vendor's answers are kept as they were given.")
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_released(self):
        self._check_in_preparation()

    def _check_in_preparation(self):
        self.dossier_id.filtered(lambda d: d.state != "draft")._refuse_change()

    def action_discuss(self):
        """Mark for the joint group, or take the mark away."""
        self.check_access("write")
        for line in self:
            line.is_discussed = not line.is_discussed

    def _support_label(self):
        """How many stand behind it, as the vendor is told."""
        if self.support_count < FEW:
            return self.env._("fewer than %s", FEW)
        return str(self.support_count)


class ClubDossier(models.Model):
    _inherit = "club.dossier"

    def _add_requests(self, requests):
        """Add these requests, in their order, after what is in the dossier.

        :raises UserError: one is of another vendor
        """
        self.ensure_one()
        others = requests.filtered(
            lambda r: r.product_id and r.product_id.vendor_id != self.vendor_id
        )
        if others:
            raise UserError(
                self.env._(
                    "%(request)s concerns %(product)s, which %(vendor)s does not make.",
                    request=others[0].display_name,
                    product=others[0].product_id.name,
                    vendor=self.vendor_id.name,
                )
            )
        last = max(self.line_ids.mapped("rank"), default=0)
        new = requests - self.line_ids.request_id
        self.env["club.dossier.line"].create(
            [
                {"dossier_id": self.id, "request_id": request.id, "rank": last + place}
                for place, request in enumerate(new, start=1)
            ]
        )

    def action_take_round(self):
        """Add what was chosen in the published vote, in the order of its list."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            self._refuse_change()
        chosen = self.round_id.line_ids.filtered("chosen").sorted("place").request_id
        ours = chosen.filtered(
            lambda request: (
                request.product_id.vendor_id
                in (self.vendor_id, self.env["res.partner"])
            )
        )
        if not ours:
            raise UserError(
                self.env._(
                    "That vote has chosen nothing that %s makes.", self.vendor_id.name
                )
            )
        self._add_requests(ours)
