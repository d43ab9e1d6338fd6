"""`python -m mfa_rehearsal`: the same commands as `mfa-rehearsal`."""

import sys

from mfa_rehearsal.commands.command_line import main

if __name__ == "__main__":
    sys.exit(main())
