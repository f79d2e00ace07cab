{
    "name": "Club: French Accounting",
    "summary": "French accounts for associations",
    "version": "19.0.1.0.0",
    "category": "Accounting/Localizations",
    "author": "Club contributors",
    "license": "AGPL-3",
    "depends": ["club_membership", "l10n_fr_account"],
    "auto_install": True,
    "post_init_hook": "post_init_hook",
}
