"""`python -m tiepdan`, the same as the command `tiepdan`."""

import sys

from tiepdan.cli.main import main

sys.exit(main(sys.argv[1:]))
