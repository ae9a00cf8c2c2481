"""`python -m tongming.cli`, the same as `tongming`."""

import sys

from tongming.cli import main

sys.exit(main())
