import type { TableModel } from '../../../addin/workbook/workbook.ts'

/** Margin of clients by month, as a pull makes it; `rows` may say other clients and numbers. */
export const sampleTable = (
  rows: readonly (readonly [client: string, month: string, revenue: number | null, margin: number])[] = [
    ['Harbor Dental Group', '2026-08', 12_500.5, 41.25],
    ['Larkspur Logistics', '2026-08', 4_400, -29.5],
    ['=SUM(A1)', '2026-08', null, 0],
  ],
): TableModel => ({
  title: 'Margin by client',
  columns: [
    { key: 'client', heading: 'Client', kind: 'dimension', numberFormat: '@' },
    { key: 'month', heading: 'Month', kind: 'dimension', numberFormat: '@' },
    { key: 'revenue', heading: 'Revenue (USD)', kind: 'metric', numberFormat: '#,##0.00' },
    { key: 'gross_margin_pct', heading: 'Gross margin %', kind: 'metric', numberFormat: '0.0"%"' },
  ],
  rows: rows.map(([client, month, revenue, margin]) => ({
    key: `${client}|${month}`,
    cells: [client, month, revenue, margin],
    marks: [null, null, margin < 0 ? { level: 'LOW', note: 'Low confidence' } : null, null],
  })),
  provenance: {
    request: { kind: 'metrics', query: { metrics: ['revenue', 'gross_margin_pct'], groupBy: ['CLIENT', 'MONTH'] } },
    definitions: { revenue: 1, gross_margin_pct: 1 },
    snapshot: 7,
    asOf: '2026-09-01T08:00:00Z',
    pulledAt: '2026-09-01T08:00:01Z',
    pulledBy: 'analyst@demo.example',
    frozen: false,
    server: 'http://127.0.0.1:4000',
  },
  chart: { kind: 'column', title: 'Margin', columns: ['gross_margin_pct'], labels: 'client' },
})
