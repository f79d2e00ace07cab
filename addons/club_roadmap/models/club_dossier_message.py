from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

LONGEST = 10000


class ClubDossierMessage(models.Model):
    """What the joint group says about a dossier's marked lines: the club's side and
    the vendor's, each under the name it chose."""

    _name = "club.dossier.message"
    _description = "Message of a Joint Group"
    _log_access = False
    _order = "id"
    _rec_name = "author_label"
    _check_company_auto = True

    dossier_id = fields.Many2one(
        "club.dossier", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="dossier_id.company_id", store=True)
    line_id = fields.Many2one(
        "club.dossier.line",
        ondelete="cascade",
        domain="[('dossier_id', '=', dossier_id), ('is_discussed', '=', True)]",
        help="Which line it is about. Empty: all of them.",
    )
    side = fields.Selection(
        [("club", "The club"), ("vendor", "The vendor")],
        required=True,
        default="club",
        readonly=True,
    )
    author_label = fields.Char(string="Written by", required=True, readonly=True)
    date = fields.Date(required=True, readonly=True)
    body = fields.Text(required=True)

    @api.model_create_multi
    def create(self, vals_list):
        """What the office writes stands under the club's name; pages pass by
        ``_write_message``."""
        today = self.env.company._club_today()
        for vals in vals_list:
            vals.setdefault("date", today)
            if not self.env.su:
                vals.update(side="club", author_label=self._club_name(), date=today)
        messages = super().create(vals_list)
        for message in messages:
            message._tell_other_side()
        return messages

    @api.model
    def _club_name(self):
        return self.env._("The club")

    @api.constrains("line_id", "dossier_id")
    def _check_line(self):
        for message in self:
            line = message.line_id
            if line and (
                line.dossier_id != message.dossier_id or not line.is_discussed
            ):
                raise ValidationError(
                    self.env._("Only lines marked “to be discussed” are discussed.")
                )

    def write(self, vals):
        if set(vals) - {"company_id"}:
            self._refuse_change()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        self._refuse_change()

    def _refuse_change(self):
        raise UserError(self.env._("What was said to the other side is kept."))

    def _tell_other_side(self):
        """One mail to each person of the other side, to them alone."""
        dossier = self.dossier_id
        values = {"dossier": dossier.name, "author": self.author_label}
        if self.side == "club":
            dossier._contacts()._mail(
                "club_roadmap.mail_dossier_message",
                lambda env: env._("%s: a message", dossier.name),
                {**values, "url": f"{self.get_base_url()}/vendor/{dossier.id}/group"},
            )
            return
        url = f"{self.get_base_url()}/my/vendor/{dossier.id}/group"
        for person in dossier._group_people():
            env = self.with_context(lang=person.lang or self.env.lang).env
            env["club.portal.mail"]._compose(
                "club_roadmap.mail_dossier_message",
                {**values, "name": person.name, "url": url},
                env._("%s: a message", dossier.name),
                dossier.company_id,
                person.email_normalized,
            )

    def _values(self, side):
        """What a page shows of these messages.

        :param side: ``club`` or ``vendor``: who reads
        """
        return [
            {
                "author": message.author_label,
                "own": message.side == side,
                "date": format_date(self.env, message.date),
                "number": message.line_id.number or "",
                "body": message.body,
            }
            for message in self
        ]


class ClubDossier(models.Model):
    """The joint group: a working group of members, and the vendor's contacts."""

    _inherit = "club.dossier"

    joint_commission_id = fields.Many2one(
        "club.commission",
        string="Joint group",
        ondelete="restrict",
        check_company=True,
        domain="[('kind', '=', 'group'), ('company_id', '=', company_id)]",
        help="A working group, whose members discuss marked lines with the vendor.",
    )
    message_ids = fields.One2many("club.dossier.message", "dossier_id")

    @api.constrains("joint_commission_id")
    def _check_joint_commission(self):
        for dossier in self:
            commission = dossier.joint_commission_id
            if commission and commission.kind != "group":
                raise ValidationError(
                    self.env._(
                        "%s is no working group: a joint group is one.",
                        commission.name,
                    )
                )

    def _group_people(self):
        """Contacts of the club's side of the joint group, who can be written to."""
        rows = self.joint_commission_id.member_ids.filtered(
            lambda row: row._takes_part()
        )
        return rows.partner_id.filtered("email_normalized")

    def _marked(self):
        """Lines to be discussed, once there is a group to do it."""
        if not self.joint_commission_id or self.state not in ("released", "closed"):
            return self.env["club.dossier.line"]
        return self.line_ids.filtered("is_discussed")

    def _write_message(self, side, label, body, line_id=0):
        """Write into the thread of the joint group.

        :param side: ``club`` or ``vendor``
        :param label: the name under which it stands
        :param line_id: id of a marked line, or 0
        :raises UserError: nothing written, or the line is not marked
        """
        self.ensure_one()
        body = (body or "").strip()
        line = self._marked().filtered(lambda each: each.id == line_id)
        if line_id and not line:
            raise UserError(
                self.env._("Only lines marked “to be discussed” are discussed.")
            )
        if not self._marked():
            raise UserError(self.env._("Nothing is marked to be discussed here."))
        if not body:
            raise UserError(self.env._("Write your message."))
        # sudo: neither side holds a right; both were found on their own pages.
        return (
            self.env["club.dossier.message"]
            .sudo()
            .create(
                {
                    "dossier_id": self.id,
                    "line_id": line.id,
                    "side": side,
                    "author_label": label,
                    "date": self.company_id._club_today(),
                    "body": body[:LONGEST],
                }
            )
        )

    def _check_writing(self, space):
        """Only the group's own people write to the vendor.

        :raises UserError: somebody is in the space of somebody else
        """
        if space.mode != "self":
            raise UserError(
                self.env._(
                    "Nobody writes to the vendor in somebody else's place: %s does it "
                    "in their own space.",
                    space.person.name,
                )
            )

    def _own_name(self, space):
        """How the space's person is called who writes under their own name."""
        seat = self.joint_commission_id._seat_of(space)[:1]
        organisation = seat.membership_id.partner_id
        if organisation == space.person:
            return space.person.name
        return f"{space.person.name}, {organisation.name}"


class ClubVendorContact(models.Model):
    _inherit = "club.vendor.contact"

    def _write_to_group(self, dossier, body, line_id=0):
        """Write to the club, under the contact's name.

        :param line_id: id of a marked line, or 0
        :raises UserError: reads only, or see ``_write_message``
        """
        if not self.may_answer:
            raise UserError(self.env._("Your access is for reading."))
        return dossier._write_message("vendor", self.partner_id.name, body, line_id)
