"""``python -m onrecord``."""

from onrecord.tui.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
