"""What happens once, when the addon is installed."""


def post_init_hook(env):
    """Keep the trace of what is posted from now on, and propose headings."""
    env["res.company"].search([]).restrictive_audit_trail = True
    _seed_headings(env)
    _record_past_gifts(env)
    env["account.banking.mandate"].search([("state", "=", "valid")])._club_adopt()


def _seed_headings(env):
    """Give associations whose accounts are there headings in plain words."""
    env["res.company"].search([])._club_seed_headings()


def _record_past_gifts(env):
    """Record the gifts inside deposits that were booked before the addon came."""
    env["club.deposit"].search(
        [("state", "=", "posted"), ("line_ids.gift_amount", ">", 0)]
    )._record_gifts()
