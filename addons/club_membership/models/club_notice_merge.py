from odoo import fields, models


class ClubNotice(models.Model):
    _inherit = "club.notice"

    merged_into_id = fields.Many2one(
        "club.notice",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="The notice of the same call and level that the payer's other contact "
        "had received, when the two contacts were merged.",
    )

    # As in club_notice.py, leaving aside what two merged contacts were told twice.
    _once = models.UniqueIndex(
        "(payer_id, call_id, COALESCE(level_id, 0), "
        "COALESCE(instalment_on, '1900-01-01'::date)) WHERE merged_into_id IS NULL",
        "This payer was already told about this call at this level.",
    )

    def _told_about(self):
        return self.call_id, self.level_id, self.instalment_on

    def _merge_into(self, others):
        """Set aside those of these notices that ``others`` repeat.

        Both stay as evidence; only one is still to be sent or printed.

        :param others: notices of the contact that lives on
        """
        first = {other._told_about(): other for other in others}
        for notice in self:
            same = first.setdefault(notice._told_about(), notice)
            if same == notice:
                continue
            notice.merged_into_id = same
            waiting = ("to_send", "to_print")
            if notice.state in waiting and same.state in waiting:
                notice.state = "dropped"
