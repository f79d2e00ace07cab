{
    "name": "Club Support",
    "summary": "Volunteers on duty by region, a fair rota, and members' questions",
    "version": "19.0.1.0.0",
    "category": "Association",
    "author": "Club contributors",
    "license": "AGPL-3",
    "depends": ["club_portal", "resource"],
    "data": [
        "security/ir.model.access.csv",
        "security/club_rota_rules.xml",
        "security/club_ticket_rules.xml",
        "data/club_support_data.xml",
        "data/club_rota_cron.xml",
        "data/club_ticket_cron.xml",
        "views/mail_ticket.xml",
        "views/club_support_menus.xml",
    ],
}
