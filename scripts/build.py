"""Build Casebook: the same as the command `casebook`."""

import sys

from casebook.cli import main

if __name__ == "__main__":
    sys.exit(main())
