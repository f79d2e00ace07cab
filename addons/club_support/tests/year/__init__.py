"""A simulated year of support: what the tests play in part and the bench as a whole."""
