"""Default values that a form may not choose."""


def fresh_values(records, values, names):
    """``values`` of ``default_get`` with the model's own default for ``names``.

    A board grouped by state offers a new record in each column, and remote calls may
    send any ``default_…``: each record begins at the beginning all the same.
    """
    own = {
        name: records._fields[name].default(records)
        if records._fields[name].default
        else False
        for name in names & set(values)
    }
    return {**values, **own}
