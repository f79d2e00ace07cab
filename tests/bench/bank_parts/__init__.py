"""Parts of the bench of bank lines."""
