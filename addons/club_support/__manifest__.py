{
    "name": "Club Support",
    "summary": "Volunteers on duty by region, a fair rota, and members' questions",
    "version": "19.0.1.0.0",
    "category": "Association",
    "author": "Club contributors",
    "license": "AGPL-3",
    "depends": ["club_portal", "resource"],
    "data": [],
}
