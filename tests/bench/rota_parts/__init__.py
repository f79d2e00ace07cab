"""What `./club bench rota` measures: solving, taking turns, dropping out."""
