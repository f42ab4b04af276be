"""A page that fails says so with a number; the log has the number and the cause."""

import logging
import secrets
import threading
import traceback
from typing import Any

import streamlit as st

from assistant import redact
from views.strings import say

_log = logging.getLogger(__name__)

_STREAMLIT_LOG, _STREAMLIT_SAYS = "streamlit.error_util", "Uncaught app execution"


def tell(error: Exception) -> bool:
    """Show a session that its page failed, without saying how; that is logged.

    True: Streamlit is not to show the exception.
    """
    incident = secrets.token_hex(3)
    _log.error("incident %s", incident, exc_info=error)
    st.error(say("fault_page", incident=incident))
    return True


def redact_logs() -> None:
    """Take CPR numbers out of all that this process logs, exceptions too.

    Done where records are made: Streamlit gives each of its loggers a handler of its own.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    make = logging.getLogRecordFactory()

    def made(*arguments: Any, **named: Any) -> logging.LogRecord:
        record = make(*arguments, **named)
        record.msg, record.args = redact(record.getMessage())[0], None
        if record.exc_info and record.exc_info[1]:
            # A formatter that finds this text makes none itself.
            record.exc_text = redact("".join(traceback.format_exception(record.exc_info[1])))[0]
        return record

    logging.setLogRecordFactory(made)
    threading.excepthook = _log_failed_thread
    logging.getLogger(_STREAMLIT_LOG).addFilter(_is_not_told)


def _log_failed_thread(failed: threading.ExceptHookArgs) -> None:
    """In place of Python's own, which writes past the log."""
    _log.error("a thread failed", exc_info=failed.exc_value)


def _is_not_told(record: logging.LogRecord) -> bool:
    """False of what `tell` logs too: all but what is wrong with the script's own syntax."""
    wrong = record.exc_info[1] if record.exc_info else None
    return record.msg != _STREAMLIT_SAYS or isinstance(wrong, SyntaxError)
