"""The extension of Python-Markdown that turns our line into a frame and completes links to it.

Options: `base`, the address of the simulator's folder, and the words of a line for the whole site.

    markdown.markdown(text, extensions=["mfa_rehearsal.embedding.markdown_extension"],
        extension_configs={"mfa_rehearsal.embedding.markdown_extension": {"base": "/mfa/"}})
"""

import logging
import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from mfa_rehearsal.console.site_options import OURS, SiteOptions
from mfa_rehearsal.embedding.frame import Frame, LineError, changed, check_offered, read_line

BEFORE_PARAGRAPHS = 15
"""After code blocks (80) and lists, before paragraphs (10)."""

AFTER_INLINE = 15
"""After links are parsed (20), before builders complete them (0)."""

SCHEME = "mfa-rehearsal:/"
"""Begins the address of a page of the simulator, from anywhere in the site."""

PAGE_END = re.compile(r"[?#].*$")
"""What an address may have after the page."""

LOG = logging.getLogger("mkdocs.plugins.mfa_rehearsal")
"""MkDocs counts what this logger warns of, so a wrong line fails a strict build."""


class FrameProcessor(BlockProcessor):
    """Replaces a block that is our line."""

    def __init__(
        self, parser: BlockParser, base: str, default: Frame, options: SiteOptions
    ) -> None:
        """Take the address of the simulator's folder, and the frame of a line without words."""
        super().__init__(parser)
        self.base = base
        self.default = default
        self.options = options

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether a block is our line, right or wrong."""
        return block.strip().startswith("::mfa-rehearsal") and "\n" not in block.strip()

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Add the frame and the script that gives it the page's theme, or leave a wrong line."""
        line = blocks[0].strip()
        try:
            frame = read_line(line, self.default)
            if frame:
                check_offered(frame, self.options)
        except LineError as error:
            LOG.warning("In the line %s, %s.", line, error)
            return False
        if frame is None:
            return False
        blocks.pop(0)
        parent.append(frame.element(self.base))
        SubElement(parent, "script", {"type": "module", "src": f"{self.base}embed.js"})
        return True


class LinkProcessor(Treeprocessor):
    """Completes links such as `[Try it](mfa-rehearsal:/today/lost-phone/)`."""

    def __init__(self, md: Markdown, base: str, options: SiteOptions) -> None:
        """Take the address of the simulator's folder."""
        super().__init__(md)
        self.base = base
        self.options = options

    def run(self, root: Element) -> None:
        """Replace the scheme by the address of the simulator's folder."""
        for link in root.iter("a"):
            address = link.get("href", "")
            if address.startswith(SCHEME):
                self._check(address.removeprefix(SCHEME))
                link.set("href", self.base + address.removeprefix(SCHEME))

    def _check(self, address: str) -> None:
        """Warn of a page that the simulator doesn't have."""
        edition, _, start = PAGE_END.sub("", address).partition("/")
        try:
            check_offered(Frame(edition=edition, start=start.rstrip("/")), self.options)
        except LineError as error:
            LOG.warning("In the link %s%s, %s.", SCHEME, address, error)


class FrameExtension(Extension):
    """Adds `FrameProcessor` and `LinkProcessor` to Python-Markdown."""

    def __init__(self, site_options: SiteOptions = OURS, **kwargs: Any) -> None:
        """Take the options; Markdown checks their names.

        Args:
            site_options: what the plugin's owner has set.
            kwargs: the options.
        """
        self.site_options = site_options
        default = Frame()
        words = {name: getattr(default, name) for name in Frame.__dataclass_fields__}
        self.config = {
            "base": ["mfa-rehearsal/", "address of the simulator's folder"],
            **{
                name: [value, f"{name} of a frame whose line doesn't say"]
                for name, value in words.items()
            },
        }
        super().__init__(**kwargs)

    def frame(self) -> Frame:
        """Return the frame of a line without words.

        Raises:
            LineError: an option has an unknown value.
        """
        words = {name: str(value) for name, value in self.getConfigs().items()}
        del words["base"]
        return changed(Frame(), words)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown's name for it)
        """Register both processors."""
        base = f"{str(self.getConfig('base')).rstrip('/')}/"
        processor = FrameProcessor(md.parser, base, self.frame(), self.site_options)
        md.parser.blockprocessors.register(processor, "mfa-rehearsal", BEFORE_PARAGRAPHS)
        md.treeprocessors.register(
            LinkProcessor(md, base, self.site_options), "mfa-rehearsal", AFTER_INLINE
        )


def makeExtension(**kwargs: Any) -> FrameExtension:  # noqa: N802  (Markdown's name for it)
    """Return the extension; Markdown finds it by this module's name."""
    return FrameExtension(**kwargs)
