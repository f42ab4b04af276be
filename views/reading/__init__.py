"""The guideline as one page to read: its text as HTML, and what is put into it."""
