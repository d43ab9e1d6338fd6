"""The style sheets: what holds for all of them."""

from mfa_rehearsal.publish.paths import STYLES


def test_no_style_asks_only_the_system_for_the_theme() -> None:
    """A page around the simulator may choose another; `light-dark()` follows both."""
    for sheet in STYLES.glob("*.css"):
        assert "prefers-color-scheme" not in sheet.read_text(), sheet.name
