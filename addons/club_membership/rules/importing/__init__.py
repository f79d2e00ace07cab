"""Read a file of members, row by row, into clean values and named problems.

``members.open_members`` is the way in; the other modules hold one idea each. Nothing
here knows the database: whether a section exists or a person is known already is the
model's business, and so are the words of a problem.
"""
