"""Property tests run on machines shared with others: how long one example takes says nothing."""

from hypothesis import settings

settings.register_profile("law", deadline=None)
settings.load_profile("law")
