"""What a view may not hand over to a new record."""


def without_defaults(context, names):
    """``context`` without default values for the fields ``names``: a board grouped by
    state offers a new record in each column, and each begins at the beginning."""
    refused = {f"default_{name}" for name in names}
    return {key: value for key, value in context.items() if key not in refused}
