"""Revenue, labour cost, license cost and hours by client and month with pandas, from frames in memory.
Arguments: the folder of the CSV files, how often to repeat. Prints seconds of each run and the sums as JSON."""
import json
import resource
import sys
import time

import pandas

folder, repeats = sys.argv[1], int(sys.argv[2])
logs = pandas.read_csv(f"{folder}/time_logs.csv", parse_dates=["date"])
invoices = pandas.read_csv(f"{folder}/invoices.csv", parse_dates=["date"], usecols=lambda name: name != "lines_json")
licenses = pandas.read_csv(f"{folder}/licenses.csv", parse_dates=["start_date", "end_date"])
months = pandas.DataFrame({"month": pandas.period_range("2024-01", "2025-12", freq="M")})


def by_client_and_month():
    time_logs = logs.assign(month=logs["date"].dt.to_period("M"), cost=logs["hours"] * logs["cost_rate"])
    worked = time_logs.groupby(["client", "month"])[["hours", "cost"]].sum()
    counted = invoices[~invoices["status"].isin(["draft", "void"])]
    billed = counted.assign(month=counted["date"].dt.to_period("M")).groupby(["client", "month"])["subtotal"].sum()
    terms = licenses.assign(
        first=licenses["start_date"].dt.to_period("M"),
        last=licenses["end_date"].dt.to_period("M"),
        cost=licenses["seats_purchased"] * licenses["cost_per_seat"],
    ).merge(months, how="cross")
    running = terms[(terms["month"] >= terms["first"]) & (terms["month"] <= terms["last"])]
    bought = running.groupby(["client", "month"])["cost"].sum()
    return pandas.concat([billed, worked, bought.rename("licenses")], axis=1).fillna(0)


seconds = []
for _ in range(repeats):
    started = time.perf_counter()
    table = by_client_and_month()
    seconds.append(time.perf_counter() - started)
sums = {
    "rows": len(table),
    "revenue": round(table["subtotal"].sum() * 100),
    "labourCost": round(table["cost"].sum() * 100),
    "licenseCost": round(table["licenses"].sum() * 100),
    "hours": round(table["hours"].sum() * 100),
}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps({"seconds": seconds, "sums": sums, "peakBytes": peak}))
