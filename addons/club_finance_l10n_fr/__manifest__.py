{
    "name": "Club Finance: French Accounting",
    "summary": "Chorus Pro references and French reports for associations",
    "version": "19.0.1.0.0",
    "category": "Accounting/Localizations",
    "author": "Club contributors",
    "license": "AGPL-3",
    "depends": ["club_finance", "club_l10n_fr", "l10n_fr_facturx_chorus_pro"],
    "data": [
        "data/mis_report_data.xml",
        "data/mis.report.kpi.csv",
        "data/menus.xml",
    ],
    "auto_install": True,
    "post_init_hook": "post_init_hook",
}
