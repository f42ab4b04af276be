"""`python -m eval.grounding`: the table of README, made anew."""

from corpus import read_library
from eval.grounding import table
from eval.readme import README, put_between_marks

text = README.read_text(encoding="utf-8")
lines = "\n".join(table(read_library()))
README.write_text(put_between_marks(text, "grounding", lines), encoding="utf-8")
print(lines)
