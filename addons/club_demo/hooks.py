from .story.telling import Story


def post_init_hook(env):
    """Fill the empty database with three years in the life of an association."""
    Story(env).tell()
