"""The program's start, for the command ``onrecord`` and ``python -m onrecord``.

It answers ctrl+c before anything else is imported: that takes a moment, in which an interrupt
would show a traceback.
"""

STOPPED = 130
"""The exit status of whatever is interrupted, as shells have it."""


def main() -> int:
    """Import the command line and run it; return its exit status."""
    try:
        import os
        import signal

        asked = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # else it is ignored
        if asked:
            # Not as an exception: modules half imported would turn it into others.
            signal.signal(signal.SIGINT, lambda *_: os._exit(STOPPED))
        from onrecord.tui.cli.main import main as run

        if asked:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return run()
    except KeyboardInterrupt:
        return STOPPED


if __name__ == "__main__":
    raise SystemExit(main())
