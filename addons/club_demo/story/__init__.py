"""The story of a fictitious association, told through Club's business methods."""
