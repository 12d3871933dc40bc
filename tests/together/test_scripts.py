"""The scripts of drawing together: their own tests in Node, and their types.

Kring itself needs no Node; where it is not there, these are passed over. On CI they are not.
"""

import os
import subprocess
from pathlib import Path
from shutil import which

import pytest

ROOT = Path(__file__).parents[2]
NODE = which("node")
TYPES = ROOT / "node_modules" / ".bin" / "tsc"
ON_CI = bool(os.environ.get("CI"))


def passes(*command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(not NODE and not ON_CI, reason="Node is not on this machine")
def test_the_scripts_pass_their_own_tests():
    files = sorted(str(path) for path in (ROOT / "tests/together").glob("*.test.js"))
    told = passes("node", "--test", "--test-reporter=tap", *files)
    assert "# fail 0" in told
    assert "# pass 0" not in told


@pytest.mark.skipif(not TYPES.exists() and not ON_CI, reason="`npm ci` was not run")
def test_the_scripts_keep_their_types():
    passes(str(TYPES), "--project", "tsconfig.json")
