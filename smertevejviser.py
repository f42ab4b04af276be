"""The command line: the assistant's commands, and the others' where they are asked for."""

import sys

from assistant import run_app

EVAL = {"eval", "cases"}
CURATED = {"responsibilities", "checklist", "course"}
SERVE = {"serve"}


def main() -> int:
    """Run a command; `--help` lists them all."""
    asked = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    # No other command waits for these to be read.
    if asked is None or asked in EVAL:
        import eval.cli  # noqa: F401 - adds its commands
    if asked is None or asked in CURATED:
        import views.commands
    if asked is None or asked in SERVE:
        import views.serving.cli  # noqa: F401 - adds its command
    return run_app()


if __name__ == "__main__":
    sys.exit(main())
