"""Reads or writes a workbook with openpyxl's streaming modes. Arguments: in or out, the workbook, the CSV file that is
to be written, and perhaps "whole": then with the hash of all cells, which takes time. Prints the seconds, what was
read, and the most memory as JSON."""
import csv
import hashlib
import json
import resource
import sys
import time

import openpyxl

way, book, source, *whole = sys.argv[1:]
NUMBERS = {3, 4, 5}


def text(cell):
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell)


def sums(rows):
    count = hours = characters = 0
    digest = hashlib.sha256() if whole else None
    for row in rows:
        if row[0] == "client":
            continue
        count += 1
        hours += round(row[3] * 100)
        characters += sum(len(text(cell)) for cell in row)
        if digest:
            digest.update(("\x1f".join(text(cell) for cell in row) + "\n").encode())
    return {"rows": count, "hours": hours, "characters": characters, "sha256": digest and digest.hexdigest()}


if way == "in":
    started = time.perf_counter()
    rows = openpyxl.load_workbook(book, read_only=True).worksheets[0].iter_rows(values_only=True)
    found = sums(rows)
    seconds = time.perf_counter() - started
else:
    with open(source, newline="", encoding="utf-8") as file:
        heading, *lines = csv.reader(file)
    rows = [
        [float(cell) if index in NUMBERS else cell for index, cell in enumerate(line)]
        + [f'Looked after "{line[0]}" & its <servers>, {number % 97}']
        for number, line in enumerate(lines)
    ]
    started = time.perf_counter()
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Sheet")
    sheet.append([*heading, "notes"])
    for row in rows:
        sheet.append(row)
    workbook.save(book)
    seconds = time.perf_counter() - started
    found = sums(rows)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"seconds": seconds, "sums": found, "peakBytes": peak}))
