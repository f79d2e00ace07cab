from . import club_assembly_report
