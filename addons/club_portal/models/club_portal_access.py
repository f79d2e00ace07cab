from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL

from .club_signin_link import INVITATION_MINUTES


class ClubPortalAccess(models.Model):
    """One person was given access to the member's space of one association, once."""

    _name = "club.portal.access"
    _description = "Access to the Member's Space"
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    membership_id = fields.Many2one(
        "club.membership",
        required=True,
        index=True,
        ondelete="cascade",
        help="Their own membership, or the one of the organisation they act for.",
    )
    section_id = fields.Many2one(related="membership_id.section_id", store=True)
    user_id = fields.Many2one("res.users", index="btree_not_null", ondelete="set null")
    login = fields.Char(related="user_id.login")
    email = fields.Char(related="partner_id.email")
    campaign_id = fields.Many2one(
        "club.portal.campaign", index="btree_not_null", ondelete="set null"
    )
    invited_at = fields.Datetime(string="Invited on", readonly=True)
    last_invited_at = fields.Datetime(string="Last invitation", readonly=True)
    invitation_count = fields.Integer(string="Invitations", readonly=True)
    mail_id = fields.Many2one("mail.mail", readonly=True, ondelete="set null")
    signed_in_at = fields.Datetime(string="First sign-in", readonly=True, index=True)
    signin_url = fields.Char(compute="_compute_signin_url")

    _person_company_uniq = models.UniqueIndex(
        "(partner_id, company_id)", "This person was given access already."
    )

    @api.depends_context("club_signin_links")
    def _compute_signin_url(self):
        """Address of the one-time link, known only while the mail is written."""
        links = dict(self.env.context.get("club_signin_links", ()))
        for access in self:
            access.signin_url = links.get(access.id) or (
                f"{access.get_base_url()}/club/signin"
            )

    @api.model
    def _note_first_signin(self, user_id):
        self.env.cr.execute(
            SQL(
                "UPDATE club_portal_access SET signed_in_at = %s "
                "WHERE user_id = %s AND signed_in_at IS NULL",
                fields.Datetime.now(),
                user_id,
            )
        )

    @api.model
    def _give(self, people, campaign=None):
        """Give each person a login, unless they were given access here before.

        :param people: {person: membership that entitles them}
        :param campaign: the invitation that also takes over who has access from
            another association but was neither invited here nor came
        :return: the rows made or taken over; others are passed over
        """
        self.flush_model()
        # sudo: logins are an administrator's; members get theirs by being members.
        rows = (
            self.sudo().env.execute_query(
                SQL(
                    """
                INSERT INTO club_portal_access AS known (
                    partner_id, membership_id, company_id, section_id, campaign_id,
                    invitation_count, create_uid, write_uid, create_date, write_date)
                SELECT given.partner, m.id, m.company_id, m.section_id, %(campaign)s,
                       0, %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM unnest(%(partners)s, %(memberships)s) given(partner, membership)
                  JOIN club_membership m ON m.id = given.membership
                    ON CONFLICT (partner_id, company_id) DO UPDATE
                   SET campaign_id = EXCLUDED.campaign_id,
                       membership_id = EXCLUDED.membership_id,
                       section_id = EXCLUDED.section_id
                 WHERE EXCLUDED.campaign_id IS NOT NULL
                   AND known.invited_at IS NULL AND known.signed_in_at IS NULL
                RETURNING known.id
                """,
                    campaign=campaign.id if campaign else None,
                    partners=[person.id for person in people],
                    memberships=[membership.id for membership in people.values()],
                    uid=self.env.uid,
                    now=fields.Datetime.now(),
                )
            )
            if people
            else []
        )
        given = self.sudo().browse(row[0] for row in rows)
        given.invalidate_recordset()
        given._make_users()
        return given

    def _make_users(self):
        """Link each person's login, made if they have none."""
        missing = self.browse()
        for access in self:
            user = access.partner_id.user_ids[:1]
            if not user:
                access._check_not_closed()
                missing |= access
                continue
            access.user_id = user
            # Staff of another association keep to it: their role would come along.
            if user.share and access.company_id not in user.company_ids:
                user.company_ids = [Command.link(access.company_id.id)]
        portal = self.env.ref("base.group_portal")
        users = (
            self.env["res.users"]
            .with_context(
                # The access row is the note: a message each would double the time.
                no_reset_password=True,
                mail_create_nolog=True,
                tracking_disable=True,
            )
            .create(
                [
                    {
                        "login": login,
                        "partner_id": access.partner_id.id,
                        "company_id": access.company_id.id,
                        "company_ids": [Command.set(access.company_id.ids)],
                        "group_ids": [Command.set(portal.ids)],
                    }
                    for access, login in missing._free_logins()
                ]
            )
        )
        for access, user in zip(missing, users, strict=True):
            access.user_id = user

    @api.model
    def _logins(self, people):
        """Logins of these people, closed ones as well."""
        return people.with_context(active_test=False).user_ids

    def _check_not_closed(self):
        if self._logins(self.partner_id):
            raise UserError(
                self.env._(
                    "The login of %s was closed. Open it again first.",
                    self.partner_id.name,
                )
            )

    def _free_logins(self):
        """A login for each: the e-mail address while it is free, whatever its case,
        else the member number. Who shares a mailbox has a login of their own.

        :return: list of (access, login)
        """
        wanted = [
            (
                access,
                access.partner_id.email_normalized,
                (access.membership_id.number or f"m{access.membership_id.id}").lower(),
            )
            for access in self
        ]
        taken = {
            row[0]
            for row in self.env.execute_query(
                SQL(
                    "SELECT lower(login) FROM res_users WHERE lower(login) = ANY(%s)",
                    [text for _access, *texts in wanted for text in texts if text],
                )
            )
        }
        chosen = []
        for access, address, number in wanted:
            login = address if address and address not in taken else number
            turn = 1
            while login in taken or (turn > 1 and self._is_login(login)):
                turn += 1
                login = f"{number}-{turn}"
            taken.add(login)
            chosen.append((access, login))
        return chosen

    @api.model
    def _is_login(self, login):
        found = self.env.execute_query(
            SQL("SELECT 1 FROM res_users WHERE lower(login) = %s LIMIT 1", login)
        )
        return bool(found)

    def _invite(self, template=None):
        """Queue the invitation of each, with a link that works for a week."""
        now = fields.Datetime.now()
        # sudo: templates are rendered and mails queued for the association.
        accesses = self.sudo()
        links = (
            self.env["club.signin.link"]
            .sudo()
            ._make(accesses.user_id, INVITATION_MINUTES)
        )
        template = template or self.env.ref("club_portal.mail_template_invitation")
        mails = (
            template.sudo()
            .with_company(accesses.company_id[:1])
            .with_context(
                club_signin_links=tuple((a.id, links[a.user_id]) for a in accesses)
            )
            .send_mail_batch(accesses.ids)
        )
        # Who reads the access must not read the link: it stays in the mail alone.
        mails.mail_message_id.body = False
        by_access = {mail.res_id: mail for mail in mails}
        for access in accesses:
            access.write(
                {
                    "invited_at": access.invited_at or now,
                    "last_invited_at": now,
                    "invitation_count": access.invitation_count + 1,
                    "mail_id": by_access[access.id].id,
                }
            )
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def action_invite_again(self):
        """Write once more to who never signed in; not before the pause is over."""
        self.check_access("read")
        self.membership_id.check_access("write")
        silent = self.filtered(lambda a: not a.signed_in_at and a.user_id.active)
        if not silent:
            raise UserError(self.env._("They have all signed in already."))
        late = silent.filtered(lambda a: a._may_be_invited_again())
        if not late:
            raise UserError(
                self.env._(
                    "They were all invited in the last %s days: wait a little.",
                    self.company_id[:1].club_reinvite_days,
                )
            )
        late._invite()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Invited again: %(sent)s. Passed over: %(rest)s.",
                    sent=len(late),
                    rest=len(self) - len(late),
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _may_be_invited_again(self):
        days = self.company_id.club_reinvite_days
        last = self.last_invited_at
        return bool(self.partner_id.email_normalized) and (
            not last or last <= fields.Datetime.now() - timedelta(days=days)
        )
