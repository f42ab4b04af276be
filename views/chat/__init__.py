"""A conversation on the page: its turns, their sources, what can be done with them."""
