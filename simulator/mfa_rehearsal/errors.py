"""Refusals. A Refusal belongs to the lesson; every other exception is a bug.

A refused action changes nothing, except that AWS counts the codes it checks. Subclasses carry the
state to continue from: `iam.CodeRefusal` the account, `console.ActionRefusal` the world.
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
    """A refusal: AWS's error code and message, the real cause, and how to fix it.

    Args:
        code: the error code of the IAM API, such as "InvalidAuthenticationCode".
        message: the text shown where the error is, AWS's where it is known.
        cause: a slug for what really happened, which is the heading id of its entry in trouble.md.
        hint: our one or two sentences on what happened and how to fix it.
        source: where code and message come from.
        http_status: the status that the IAM API would return.
        field: name of the action's field that is wrong, or "".
    """

    code: str
    message: str
    cause: str
    hint: str
    source: Source = OURS
    http_status: int = 400
    field: str = ""

    def parts(self) -> dict[str, Any]:
        """Return the fields that every refusal has, to build a subclass from."""
        return {each.name: getattr(self, each.name) for each in fields(Refusal)}

    def __str__(self) -> str:
        """Return the code and message, as an API client would see them."""
        return f"{self.code}: {self.message}"
