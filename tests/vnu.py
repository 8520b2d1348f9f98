"""The W3C's checker of HTML, CSS and SVG."""

import os
import subprocess

import pytest

VNU = os.environ.get("VNU_JAR", "")
needs_vnu = pytest.mark.skipif(
    not (VNU or os.environ.get("CI")), reason="VNU_JAR does not name the W3C's checker, vnu.jar"
)


def checked(folder):
    """The checker's status and what it says of every page and drawing of a published folder: 0 and nothing."""
    command = ["java", "-Xss4m", "-jar", VNU, "--skip-non-html", "--also-check-svg", "--Werror"]
    policy = ".*Content Security Policy.*"  # tried in Chromium instead: the checker does not know 'self' in a folder
    done = subprocess.run(
        [*command, "--filterpattern", policy, str(folder)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr
