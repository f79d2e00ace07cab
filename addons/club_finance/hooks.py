"""What happens once, when the addon is installed."""


def post_init_hook(env):
    """Keep the trace of what is posted from now on, in every association."""
    env["res.company"].search([]).restrictive_audit_trail = True
