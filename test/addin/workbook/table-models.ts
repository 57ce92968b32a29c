import type { CellValue, Provenance, TableModel, TableRow } from '../../../addin/workbook/workbook.ts'

export const provenance: Provenance = {
  request: { kind: 'metrics', query: { metrics: ['revenue', 'margin_pct'], groupBy: ['CLIENT', 'MONTH'] } },
  definitions: { revenue: 1, margin_pct: 2 },
  snapshot: 12,
  asOf: '2026-11-21T14:00:00Z',
  pulledAt: '2026-11-21T14:00:05Z',
  pulledBy: 'Ana Analyst',
  frozen: false,
  server: 'https://localhost:4000',
}

/** Margin by client and month; a row is [client, month, revenue, margin]. */
export function marginModel(
  rows: readonly (readonly [string, string, CellValue, CellValue])[],
  changes: Partial<TableModel> = {},
): TableModel {
  return {
    title: 'Margin by client and month',
    columns: [
      { key: 'client', heading: 'Client', kind: 'dimension', numberFormat: null },
      { key: 'month', heading: 'Month', kind: 'dimension', numberFormat: '@' },
      { key: 'revenue', heading: 'Revenue', kind: 'metric', numberFormat: '#,##0.00' },
      { key: 'margin_pct', heading: 'Margin %', kind: 'metric', numberFormat: '0.0' },
    ],
    rows: rows.map((cells): TableRow => ({ key: `${cells[0]}|${cells[1]}`, cells })),
    provenance,
    ...changes,
  }
}

export const threeClients = marginModel([
  ['Acme Ltd', '2026-08', 1200.5, 31.2],
  ['Beacon', '2026-08', 900, 12],
  ['Cobalt', '2026-08', 310.25, -4.5],
])
