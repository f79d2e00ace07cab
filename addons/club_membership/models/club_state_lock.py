from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_amount

from ..tools import locked_ids


class ClubStateLock(models.AbstractModel):
    """A document with a state that two people may want to change at once."""

    _name = "club.state.lock"
    _description = "Document Locked by its State"

    # Whom and what it names, of those that may be out of the user's sight.
    _named_fields = frozenset({"partner_id"})

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents._check_named()
        return documents

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & self._named_fields:
            self._check_named()
        return result

    def _check_named(self):
        """Nobody names whom they may not see, or learns of them that way.

        :raises AccessError: the contact or section is out of the user's sight
        """
        for name in self._named_fields & self._fields.keys():
            self[name].check_access("read")

    def _lock_in_state(self, *states, overtaken=()):
        """Those of these records that are in one of ``states``, locked for us.

        Who clicked at the same time waits here; then their snapshot is stale,
        PostgreSQL says so, Odoo tries again, and finds another state.

        :param overtaken: states in which nothing is left of what was asked for; who
            clicks on a page that shows another one is told
        :raises AccessError: the user may not change them
        :raises UserError: none is in ``states``, and one was overtaken
        """
        self.check_access("write")
        self.env.flush_all()
        query = SQL(
            "SELECT id FROM %s WHERE id = ANY(%s) AND state = ANY(%s) "
            "ORDER BY id FOR UPDATE",
            SQL.identifier(self._table),
            self.ids,
            list(states),
        )
        locked = self.browse(locked_ids(self.env, query))
        if not locked:
            self._refuse_overtaken(overtaken)
        return locked

    def _check_seen(self, amount="amount"):
        """Refuse to decide on another amount than the page showed when one clicked.

        Its button hands over what it shows; who calls without a page has read.

        :param amount: name of the field with the amount
        :raises UserError: it was changed, and asked for again, meanwhile
        """
        seen = self.env.context.get("club_seen_amount")
        if seen is None:
            return
        for record in self:
            if record.currency_id.compare_amounts(record[amount], seen):
                raise UserError(
                    self.env._(
                        "%(document)s was changed since you opened it: it is of "
                        "%(amount)s now, not of %(seen)s. Look at it again.",
                        document=record.display_name,
                        amount=format_amount(
                            self.env, record[amount], record.currency_id
                        ),
                        seen=format_amount(self.env, seen, record.currency_id),
                    )
                )

    def _refuse_overtaken(self, states):
        for record in self.filtered(lambda record: record.state in states):
            record._refuse_as_it_is()

    def _refuse_as_it_is(self, name="state"):
        """Tell that somebody changed this record since the page was shown.

        :param name: the selection that says what it is now
        :raises UserError: always
        """
        labels = dict(self._fields[name]._description_selection(self.env))
        raise UserError(
            self.env._(
                "%(document)s is no longer as you saw it, somebody changed it "
                "meanwhile. It is now: %(state)s.",
                document=self.display_name,
                state=labels[self[name]],
            )
        )
