"""Reads every table of this export into pandas and prints the main table. Use: python3 read.py [folder of the unpacked export]"""
import pathlib
import sys

import pandas as pd

folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent
columns = pd.read_csv(folder / "columns.csv", dtype="string")
types = {"Text": "string", "Moment": "string", "Whole": "Int64", "Number": "float64", "Boolean": "boolean"}


def read(name):
    of = columns[columns["table"] == name]
    frame = pd.read_csv(folder / "tables" / f"{name}.csv", dtype={c: types[t] for c, t in zip(of["column"], of["type"])}, keep_default_na=False, na_values=[""])
    for column, kind in zip(of["column"], of["type"]):
        if kind == "Text":
            frame[column] = frame[column].str.replace(r"^'", "", regex=True)
        elif kind == "Moment":
            frame[column] = pd.to_datetime(frame[column], utc=True)
    return frame


tables = {name: read(name) for name in columns["table"].unique()}

if __name__ == "__main__":
    for name, frame in tables.items():
        print(f"{name}: {len(frame)} rows, {len(frame.columns)} columns")
    sessions = tables["sessions"]
    done = sessions[sessions["completed"].fillna(False) & sessions["exclusion"].isna()]
    ratings = [c for c in columns[(columns["table"] == "sessions") & columns["unit"].str.startswith("mark from")]["column"] if not c.startswith("interaction_")]
    outcome = done[["arm"] + ratings].assign(active_minutes=done["active_ms"].astype("float64") / 60000)
    print("\nCompleted sessions by arm: number, and means of the outcomes")
    summary = outcome.groupby("arm")[ratings + ["active_minutes"]].mean()
    summary.insert(0, "n", outcome.groupby("arm").size())
    print(summary.to_string(float_format=lambda value: f"{value:.6f}"))
