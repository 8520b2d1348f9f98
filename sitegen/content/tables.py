"""CSV files of content/ as tables."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from sitegen.content import front_matter
from sitegen.problems import MOST, Problem, Problems, problem


def read_table(path: str, data: bytes) -> Mapping[str, Any]:
    """A CSV file → {"path": "a.csv", "columns": ["Months", …], "rows": [["3", …], …], "lines": [2, …]}"""
    reader = csv.reader(io.StringIO(front_matter.decode(path, data)), strict=True)
    rows, lines, faults = [], list[int](), list[Problem]()
    try:
        for row in filter(None, reader):
            if len(faults) == MOST:
                break
            rows.append(row)
            lines.append(reader.line_num)
            if len(row) != len(rows[0]):
                message = f"cells in this row: {len(row)}, in the first: {len(rows[0])}; they must be as many"
                faults.append(Problem(path, reader.line_num, message))
    except csv.Error:
        message = 'a quotation mark that is never closed, or one inside a value; write "" for one inside'
        faults.append(Problem(path, reader.line_num, message))
    if len(rows) < 2 and not faults:
        raise problem(path, 1, "a table needs a row of column names and at least one row of values")
    if faults:
        raise Problems(faults)
    return {"path": path, "columns": rows[0], "rows": rows[1:], "lines": lines[1:]}
