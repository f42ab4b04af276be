"""The command line: the assistant's commands, and the eval suite's where they are asked for."""

import sys

from assistant import run_app

EVAL = {"eval", "cases"}


def main() -> int:
    """Run a command; `--help` lists them all."""
    asked = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    if asked is None or asked in EVAL:  # no other command waits for the eval suite to be read
        import eval.cli  # noqa: F401 - adds its commands
    return run_app()


if __name__ == "__main__":
    sys.exit(main())
