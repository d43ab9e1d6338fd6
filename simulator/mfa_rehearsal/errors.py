"""What can be refused. A Refusal belongs to the lesson; every other exception is a bug.

A Refusal has changed nothing, except that AWS counts the codes it checks. Subclasses carry what
is to be kept: `iam.CodeRefusal` the account, `console.ActionRefusal` the world.
"""

from dataclasses import dataclass, fields
from typing import Any, Literal

Grade = Literal["documented", "observed", "reported", "ours"]


@dataclass(frozen=True)
class Source:
    """Where a code, a wording or a constant comes from.

    Args:
        where: the page, section or recording.
        grade: "documented" by AWS or an RFC; "observed" for IAM users, not documented;
            "reported" in threads and tutorials; "ours" where no source was found.
    """

    where: str
    grade: Grade


OURS = Source("this simulator", "ours")


@dataclass(eq=False)
class Refusal(Exception):
    """An answer of "no": AWS's code, AWS's words, the cause, and how to mend it.

    Args:
        code: the error code of the IAM API, such as "InvalidAuthenticationCode".
        message: the words shown at the spot, AWS's where they are known.
        cause: a slug for what really happened; the heading id of its entry in trouble.md.
        hint: one or two sentences of ours: what happened, how to mend it.
        source: where code and message come from.
        http_status: as the IAM API would answer.
        field: name of the one field that is wrong, as the action has it, or "".
    """

    code: str
    message: str
    cause: str
    hint: str
    source: Source = OURS
    http_status: int = 400
    field: str = ""

    def parts(self) -> dict[str, Any]:
        """Return what every refusal has, by field, to make one that carries more."""
        return {each.name: getattr(self, each.name) for each in fields(Refusal)}

    def __str__(self) -> str:
        """Return code and message, as a client of the API would see them."""
        return f"{self.code}: {self.message}"
