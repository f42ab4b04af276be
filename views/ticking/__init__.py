"""The parts of the page with checklists."""
