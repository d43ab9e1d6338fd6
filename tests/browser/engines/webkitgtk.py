"""A window of WebKitGTK, driven over WebDriver on a virtual screen."""

import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.webkitgtk.service import Service


@dataclass
class WebKitGtkWindow:
    """A window that Selenium drives."""

    driver: WebKitGTK

    def go(self, address: str) -> None:
        """Open a page."""
        self.driver.get(address)

    def read(self, script: str, *arguments: str) -> Any:
        """Return what a script returns."""
        return self.driver.execute_script(script, *arguments)

    def press(self, script: str, *arguments: str) -> None:
        """Click the element that a script returns."""
        self._element(script, *arguments).click()

    def type(self, text: str, script: str, *arguments: str) -> None:
        """Type into the field that a script returns."""
        field = self._element(script, *arguments)
        field.clear()
        field.send_keys(text)

    def _element(self, script: str, *arguments: str) -> WebElement:
        element = self.driver.execute_script(script, *arguments)
        assert isinstance(element, WebElement), arguments
        # The driver scrolls the window, but not scroll boxes inside it.
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        return element


@contextmanager
def open_window() -> Iterator[WebKitGtkWindow]:
    """Start WebKitGTK, and end it after the block."""
    with _screen() as display:
        environment = os.environ | {"DISPLAY": display, "NO_AT_BRIDGE": "1"}
        service = Service(shutil.which("WebKitWebDriver"), env=environment)
        with warnings.catch_warnings():
            # Selenium warns about its own code: how its WebKitGTK class calls another class.
            warnings.simplefilter("ignore", DeprecationWarning)
            driver = WebKitGTK(options=WebKitGTKOptions(), service=service)
        try:
            driver.set_window_size(1280, 800)
            yield WebKitGtkWindow(driver)
        finally:
            driver.quit()


@contextmanager
def _screen() -> Iterator[str]:
    """Start an X server that draws into memory, and return its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
