"""`mfa-rehearsal COMMAND`: the options of the commands, and what they print.

Rule: each command imports only what it needs, so that one whose packages are missing doesn't stop
the others.
"""

import argparse
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PORT = 8765
"""Not 8000: other sites on this machine are often there, and a browser may have stored them."""

ENDPOINT_NEEDS = 'To install what the endpoint needs, run: pip install "mfa-rehearsal[endpoint]"'
FAILED, MISUSED = 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run a command, and return the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["endpoint"]:
        return _endpoint(given[1:])
    options = _parser().parse_args(given)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mfa-rehearsal",
        description="Practice MFA on an AWS root user, on a simulated console.",
    )
    parser.add_argument("--version", action="version", version=f"mfa-rehearsal {_version()}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    serve = commands.add_parser("serve", help="serve the guide and the simulator on this machine")
    serve.add_argument("--port", type=int, default=PORT, help="default: %(default)s; 0: a free one")
    serve.add_argument("--no-browser", action="store_true", help="don't open a browser")
    serve.set_defaults(run=_serve)
    commands.add_parser(
        "endpoint", add_help=False, help="serve a fake IAM to boto3 and the AWS CLI"
    )
    export = commands.add_parser("export", help="write the simulator as a folder for any site")
    export.add_argument("folder", type=Path, metavar="DIR", help="a folder that is new or empty")
    export.add_argument("--guide", default="", metavar="URL", help=GUIDE_HELP)
    export.add_argument("--lesson", action="append", metavar="NAME", help=OFFERED_HELP)
    _add_options(export)
    export.set_defaults(run=_export)
    package = commands.add_parser(
        "package", help="write a SCORM 1.2 package for a learning platform"
    )
    package.add_argument("file", type=Path, metavar="FILE.zip")
    package.add_argument("--edition", default="today", help="today or classic; default: today")
    package.add_argument("--lesson", action="append", metavar="NAME", help=LESSON_HELP)
    package.add_argument("--guide", default="", metavar="URL", help=GUIDE_HELP)
    _add_options(package)
    package.set_defaults(run=_package)
    check = commands.add_parser("check", help="say what a host or a folder does wrong")
    check.add_argument("target", metavar="URL-OR-DIR", help="of the site or the simulator's folder")
    check.set_defaults(run=_check)
    return parser


GUIDE_HELP = (
    "where links to the guide lead: a copy of the guide if it ends in a slash, otherwise one page; "
    "default: no links"
)


LESSON_HELP = (
    "a lesson that is offered and counts: guide, passkey, or the name of a drill such as "
    "lost-phone; may be repeated; default: guide"
)
OFFERED_HELP = (
    "a lesson that is offered: guide, passkey, or the name of a drill such as lost-phone; may be "
    "repeated; default: all lessons"
)
OPTIONS_HELP = {
    "account_alias": ("ALIAS", "the alias of the practice account"),
    "device_name_pattern": ("REGEX", "what a whole device name must match by your rule"),
    "device_name_rule": ("SENTENCE", "your rule for device names, as readers see it"),
    "device_name_example": ("NAME", "a device name that follows your rule"),
    "contact": ("TEXT", "whom to call when locked out of the real account"),
    "contact_link": ("URL", "where the contact links to, such as tel:+15550100"),
}
"""What an owner can set besides lessons: a placeholder and an explanation by the option's name."""


def _add_options(command: argparse.ArgumentParser) -> None:
    for name, (value, words) in OPTIONS_HELP.items():
        flag = f"--{name.replace('_', '-')}"
        command.add_argument(flag, default="", metavar=value, help=words)


def _endpoint(arguments: list[str]) -> int:
    try:
        from mfa_rehearsal.endpoint import cli
    except ModuleNotFoundError as missing:
        print(f"{missing}. {ENDPOINT_NEEDS}", file=sys.stderr)
        return MISUSED
    return cli.main(arguments)


def _serve(options: argparse.Namespace) -> int:
    from mfa_rehearsal.commands import serving
    from mfa_rehearsal.embedding.built_site import NotBuiltError

    try:
        serving.serve(options.port, open_browser=not options.no_browser)
    except (NotBuiltError, OSError) as error:
        return _fail(error)
    return 0


def _export(options: argparse.Namespace) -> int:
    from mfa_rehearsal.embedding import exporting
    from mfa_rehearsal.embedding.built_site import NotBuiltError
    from mfa_rehearsal.embedding.options import OptionsError, read

    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return _fail(f"{folder} isn't an empty folder. Name one that is new or empty.")
    try:
        site_options = read(vars(options) | {"lessons": options.lesson})
        count = exporting.write(folder, options.guide, options=site_options)
    except (NotBuiltError, OptionsError, OSError) as error:
        return _fail(error)
    print(f"Wrote {count} files to {folder}. A page shows the simulator with this line:")
    print('<iframe src="DIR/today/" width="100%" height="720" allow="fullscreen"></iframe>')
    return 0


def _package(options: argparse.Namespace) -> int:
    from mfa_rehearsal.embedding import course_package
    from mfa_rehearsal.embedding.built_site import NotBuiltError
    from mfa_rehearsal.embedding.frame import LineError
    from mfa_rehearsal.embedding.options import GUIDE_LESSON, OptionsError, read

    lessons = options.lesson or [GUIDE_LESSON]
    try:
        site_options = read(vars(options))
        course_package.write(
            options.file, lessons, options.edition, options.guide, options=site_options
        )
    except (NotBuiltError, LineError, OptionsError, OSError) as error:
        return _fail(error)
    print(f"Wrote {options.file}. Upload it to the learning platform as a SCORM 1.2 package.")
    return 0


def _check(options: argparse.Namespace) -> int:
    from mfa_rehearsal.commands import host_check

    found = host_check.check(options.target)
    for line in found.lines():
        print(line)
    return FAILED if found.errors else 0


def _fail(reason: object) -> int:
    print(f"mfa-rehearsal: {reason}", file=sys.stderr)
    return FAILED


def _version() -> str:
    try:
        return version("mfa-rehearsal")
    except PackageNotFoundError:
        return "(not installed)"
