"""What a bank line may be: references, names and amounts compared, without Odoo."""
