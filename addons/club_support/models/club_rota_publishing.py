from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from psycopg2 import IntegrityError

from .club_duty import LIVE

# Sentences of one message; more would hide the way out.
SHOWN = 8


class ClubRota(models.Model):
    """From a proposed plan to duties that volunteers know of."""

    _inherit = "club.rota"

    def action_publish(self):
        """Put the proposed plan in force and tell its volunteers.

        :raises UserError: when there is no proposal, or somebody of it cannot serve
        """
        for rota in self:
            rota._check_coordinator()
            # sudo: duties and certificates are written by methods alone.
            rota.sudo()._publish()

    def action_keep_published(self):
        """Drop the new proposal: the duties in force stay as they are."""
        for rota in self.filtered(lambda rota: rota.state == "proposed"):
            rota._check_coordinator()
            if rota._is_in_force():
                # sudo: as above
                rota.sudo()._drop_proposal()

    def _drop_proposal(self):
        self._drafts().unlink()
        kept = self.solution_ids.filtered("published_on")[:1]
        (self.solution_ids - kept).filtered(lambda each: not each.published_on).unlink()
        self.write({"state": "published", "solution_id": kept.id})

    def _drafts(self):
        return self.duty_ids.filtered(lambda duty: duty.state == "draft")

    def _publish(self):
        self.ensure_one()
        if self.state == "published":
            return
        drafts = self._drafts()
        if self.state != "proposed" or not drafts.volunteer_id:
            raise UserError(
                self.env._(
                    "%s has no plan to publish: have it planned first.", self.name
                )
            )
        self._check_still_free(drafts)
        self._check_no_clash()
        now = fields.Datetime.now()
        self.write({"state": "published", "published_on": now})
        self.solution_id.write({"published_on": now})
        new = self._put_in_force(drafts)
        self._published(new)

    def _put_in_force(self, drafts):
        """Make duties of these drafts; what they replace is cancelled.

        :return: the duties that are new to their volunteers
        """
        standing = {duty._place(): duty for duty in self._standing_duties()}
        same = drafts.filtered(
            lambda draft: (
                draft._place() in standing
                and standing[draft._place()].volunteer_id == draft.volunteer_id
            )
        )
        new = drafts - same
        replaced = self.env["club.duty"].browse(
            standing[draft._place()].id for draft in new if draft._place() in standing
        )
        same.unlink()
        try:
            with self.env.cr.savepoint():
                replaced._cancel(self.env._("The rota was planned again."))
                # The database has to know it before others take these places.
                self.env.flush_all()
                new.write({"state": "published"})
        except IntegrityError as error:
            # Somebody else published a moment ago: unseen by this transaction.
            raise UserError(
                self.env._(
                    "A volunteer of %s was put on duty elsewhere a moment ago. Open "
                    "the rota again: it says who.",
                    self.name,
                )
            ) from error
        return new.filtered("volunteer_id")

    def _check_still_free(self, drafts):
        """Refuse to put people on duty who meanwhile said they cannot serve."""
        away = drafts.filtered(
            lambda duty: (
                duty.volunteer_id
                and not duty.is_by_hand
                and not duty.volunteer_id._can_serve(duty.date_start, duty.date_end)
            )
        )
        if away:
            raise UserError(
                self.env._(
                    "Some volunteers cannot serve any more on the days planned for "
                    "them:\n%(who)s\nHave the rota planned again, or give these duties "
                    "to somebody else.",
                    who=self._listed(
                        f"{duty.volunteer_id.name}: {duty.display_name}"
                        for duty in away
                    ),
                )
            )

    def _check_no_clash(self):
        """Refuse to put people on duty who are on duty elsewhere at that time."""
        if clashes := self._clashes():
            raise UserError(
                self.env._(
                    "Some volunteers are on duty elsewhere at that time:\n%(who)s\n"
                    "Have the rota planned again: it leaves these days free.",
                    who=self._listed(
                        self.env._(
                            "%(name)s: %(duty)s, and %(other)s of %(rota)s",
                            name=draft.volunteer_id.name,
                            duty=draft.display_name,
                            other=other.display_name,
                            rota=other.rota_id.name,
                        )
                        for draft, other in clashes
                    ),
                )
            )

    def _clashes(self):
        """Pairs of a draft of this rota and a duty elsewhere at the same time."""
        self.env["club.duty"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT draft.id, other.id
                  FROM club_duty draft
                  JOIN club_duty other
                    ON other.volunteer_id = draft.volunteer_id
                   AND other.rota_id != draft.rota_id
                   AND other.state IN %(live)s
                   AND other.date_start <= draft.date_end
                   AND other.date_end >= draft.date_start
                 WHERE draft.rota_id = %(rota)s AND draft.state = 'draft'
                 ORDER BY draft.date_start, draft.id
                """,
                live=LIVE,
                rota=self.id,
            )
        )
        duties = self.env["club.duty"]
        return [(duties.browse(draft), duties.browse(other)) for draft, other in rows]

    def _listed(self, sentences):
        """These sentences, one a line; how many more there are at the end."""
        lines = list(sentences)
        shown = lines[:SHOWN]
        if len(lines) > SHOWN:
            shown.append(self.env._("and %s more.", len(lines) - SHOWN))
        return "\n".join(shown)

    def _published(self, duties):
        """Tell the volunteers of these new duties, each once."""
        duties._announce()
