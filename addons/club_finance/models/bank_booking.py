"""What booking bank lines, and taking them back, have in common."""

from collections import namedtuple

# A ledger line that takes the place of the bank line's suspense: its balance is signed,
# ``target`` is the open line that it is matched with, if any.
Counterpart = namedtuple(
    "Counterpart", "account partner balance name target analytic", defaults=(None, {})
)

# The entry of a bank line stays as it is but for its suspense line: nothing of it is to
# be computed, checked or told again.
BOOKING_CONTEXT = {
    "skip_account_move_synchronization": True,
    "skip_invoice_sync": True,
    "skip_readonly_check": True,
    "force_delete": True,
    "dynamic_unlink": True,
    "tracking_disable": True,
    "club_skip_rank": True,
}
