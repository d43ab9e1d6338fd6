"""`python -m mfa_rehearsal`: the package's commands.

Rule: this module only finds the command, whose own package does the work.
"""

import sys

NEEDS = "This command needs more packages: pip install -r requirements/endpoint.txt"


def main(arguments: list[str]) -> int:
    """Run the command that the first argument names."""
    if arguments[:1] != ["endpoint"]:
        print("usage: python -m mfa_rehearsal endpoint [options]", file=sys.stderr)
        return 2
    try:
        from mfa_rehearsal.endpoint import cli
    except ModuleNotFoundError as missing:
        print(f"{missing}. {NEEDS}", file=sys.stderr)
        return 2
    return cli.main(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
