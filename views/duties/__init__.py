"""The parts of the page on who does what."""
