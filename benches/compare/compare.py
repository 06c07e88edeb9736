"""How long pdfplumber needs for a pdf: bytes in memory to text and tables. Prints the median in milliseconds."""

import io
import statistics
import sys
import time

import pdfplumber

with open(sys.argv[1], "rb") as file:
    data = file.read()
runs = int(sys.argv[2])
times = []
for run in range(-(runs // 10), runs):
    start = time.perf_counter()
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
    if run >= 0:
        times.append(time.perf_counter() - start)
print(1000 * statistics.median(times))
