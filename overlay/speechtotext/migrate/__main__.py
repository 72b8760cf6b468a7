"""`python -m speechtotext.migrate`."""

import gc
import sys

from . import main

if __name__ == "__main__":
    # Syntax trees are many long-lived objects; the default looks through them for garbage far too often.
    gc.set_threshold(200_000, 20, 20)
    sys.exit(main())
