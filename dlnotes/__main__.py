"""`python -m dlnotes` is the `dlnotes` command."""

import sys

from dlnotes.site.cli import main

sys.exit(main())
