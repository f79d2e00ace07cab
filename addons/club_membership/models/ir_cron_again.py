import logging
import random
import time

from odoo import models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)

TRIES = 5


class IrCron(models.Model):
    """A job that another transaction got the better of is done again at once.

    Odoo does so with requests only: a job would fail, say so in the log, and wait for
    its next hour or day. What it had committed stays, as after a kill.
    """

    _inherit = "ir.cron"

    def _callback(self, cron_name, server_action_id):
        for tries in range(1, TRIES):
            try:
                return super()._callback(cron_name, server_action_id)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as error:
                _logger.info("%s: another transaction won (%s)", cron_name, error)
            time.sleep(random.uniform(0, 2**tries / 10))
        return super()._callback(cron_name, server_action_id)
