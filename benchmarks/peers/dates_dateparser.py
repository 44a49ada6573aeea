"""Reads JSON lines with a text each and prints how many times dateparser's search finds."""

import json
import sys

from dateparser.search import search_dates  # pyright: ignore

for line in sys.stdin:
    print(len(search_dates(json.loads(line)["text"], languages=["en"]) or []))  # pyright: ignore
