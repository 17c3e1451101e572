// node read.mjs duckdb|hyparquet FILE: the rows as JSON, moments as ISO text, whole numbers as text.
import { readFileSync } from "node:fs";

const [, , reader, file] = process.argv;
const plain = (value) =>
  typeof value === "bigint" ? value.toString() : value instanceof Date ? value.toISOString() : value ?? null;

if (reader === "duckdb") {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create()).connect();
  const result = await connection.runAndReadAll(`SELECT * FROM read_parquet('${file}')`);
  const columns = result.columnNames();
  const types = result.columnTypes().map(String);
  const rows = result.getRows().map((row) =>
    Object.fromEntries(row.map((value, i) => [columns[i], types[i].startsWith("TIMESTAMP") && value !== null ? new Date(Number(value.micros / 1000n)).toISOString() : plain(value)])));
  console.log(JSON.stringify(rows));
} else {
  const { parquetReadObjects } = await import("hyparquet");
  const bytes = readFileSync(file);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  // hyparquet leaves gzip to its caller.
  const { gunzipSync } = await import("node:zlib");
  const rows = await parquetReadObjects({ file: buffer, compressors: { GZIP: (input) => new Uint8Array(gunzipSync(input)) } });
  console.log(JSON.stringify(rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])))));
}
