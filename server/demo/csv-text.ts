export type CsvCell = string | number | null

/** Rows as CSV (RFC 4180): quotes only where a cell needs them, CRLF, null as a blank. */
export function csvText(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
  const lines = [header.map(quoted).join(',')]
  for (const row of rows) lines.push(row.map(cell => (cell === null ? '' : quoted(String(cell)))).join(','))
  return `${lines.join('\r\n')}\r\n`
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
