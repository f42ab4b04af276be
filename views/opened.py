"""The assistant that every session of this process asks: opened once, anew when the index is."""

import gc
import threading
from pathlib import Path

from assistant import Assistant, LanguageModel, ReplyStore, open_assistant
from index import DEFAULT_ROOT, current

_root = DEFAULT_ROOT
_model: LanguageModel | None = None
_replies: ReplyStore | None = None
_lock = threading.Lock()
_opened: dict[tuple[Path, str], Assistant] = {}


def open_from(
    root: Path, model: LanguageModel | None = None, replies: ReplyStore | None = None
) -> None:
    """From now on `opened` opens the index under `root`; for whoever starts the process.

    `model` words answers, if it is given; its replies are kept in `replies`, if that is.
    """
    global _root, _model, _replies
    with _lock:
        _root, _model, _replies = root, model, replies
        _opened.clear()


def opened() -> Assistant:
    """The assistant over the current index; opened again when another index is.

    Raises:
        FAULTS: it can't be opened; the next call tries again.
    """
    with _lock:
        generation = str(current(_root))
        if (_root, generation) not in _opened:
            assistant = open_assistant(_root, model=_model, replies=_replies)
            _opened.clear()
            gc.unfreeze()
            _opened[_root, generation] = assistant
            # Streamlit collects garbage after every run of a page, which would look through all
            # of the assistant's 200,000 objects while every session waits for 0.13 s.
            gc.collect()
            gc.freeze()
        return _opened[_root, generation]
