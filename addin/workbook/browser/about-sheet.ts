import type { BookState } from './book-state.ts'

/** A sheet that says in words where each table comes from. */
export function aboutSheet(state: BookState): { rows: (string | number | null)[][]; columns: { width: number }[] } {
  const rows: (string | number | null)[][] = [
    ['Table', 'Sheet', 'Data as of', 'Last upload', 'Pulled', 'By', 'From', 'Frozen', 'Definitions', 'Request'],
  ]
  for (const { name, sheetId, provenance } of state.tables)
    rows.push([
      name,
      state.sheets.find(sheet => sheet.id === sheetId)?.name ?? null,
      provenance.asOf,
      provenance.snapshot,
      provenance.pulledAt,
      provenance.pulledBy,
      provenance.server,
      provenance.frozen ? 'yes' : 'no',
      Object.entries(provenance.definitions)
        .map(([metric, version]) => `${metric} version ${version}`)
        .join(', '),
      JSON.stringify(provenance.request).slice(0, 32_000),
    ])
  return { rows, columns: [28, 20, 26, 11, 26, 26, 26, 8, 40, 60].map(width => ({ width })) }
}
