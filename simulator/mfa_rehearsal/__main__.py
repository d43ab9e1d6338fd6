"""`python -m mfa_rehearsal`: the commands of the package.

Rule: a command's own room does the work; here it is only found.
"""

import sys

NEEDS = "This command needs more packages: pip install -r requirements/endpoint.txt"


def main(arguments: list[str]) -> int:
    """Run the command named first."""
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
