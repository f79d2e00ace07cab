"""What `./club` is made of: one idea per file, standard library only."""
