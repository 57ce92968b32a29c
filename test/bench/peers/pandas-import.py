"""Reads time logs with pandas and stores them in SQLite through SQLAlchemy, with the two indexes reports need.
Arguments: the CSV file, the database file. Prints seconds, rows, hours and the most memory as JSON."""
import json
import resource
import sys
import time

import pandas
import sqlalchemy

source, target = sys.argv[1:]
started, used = time.perf_counter(), time.process_time()
frame = pandas.read_csv(source, parse_dates=["date"])
engine = sqlalchemy.create_engine(f"sqlite:///{target}")
with engine.begin() as connection:
    frame.to_sql("time_log", connection, index=False, chunksize=50_000)
    connection.execute(sqlalchemy.text("create index by_client on time_log (client, date)"))
    connection.execute(sqlalchemy.text("create index by_staff on time_log (staff_name, date)"))
seconds, cpu = time.perf_counter() - started, time.process_time() - used
with engine.connect() as connection:
    rows, hours = connection.execute(sqlalchemy.text("select count(*), sum(hours) from time_log")).one()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"seconds": seconds, "rows": rows, "hours": round(hours * 100), "peakBytes": peak, "cpuSeconds": cpu}))
