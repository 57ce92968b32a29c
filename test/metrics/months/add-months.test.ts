import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RowFilter } from '../../../server/metrics/filters/row-filter.ts'
import { everything, matches } from '../../../server/metrics/filters/row-filter.ts'
import { Grid } from '../../../server/metrics/grid/grid.ts'
import { addMonths } from '../../../server/metrics/months/add-months.ts'
import { chosenMonths } from '../../../server/metrics/months/chosen-months.ts'
import { MonthTable } from '../../../server/metrics/months/month-table.ts'
import { blank, Members } from '../../../server/metrics/names/member.ts'
import { spanOfMonths } from '../../../server/metrics/periods/day-span.ts'

const FIRST = 24_300
const month = fc.integer({ min: FIRST, max: FIRST + 8 })

/** Rows in the order of client, month and service line, as monthTable makes them. */
const tables = fc
  .uniqueArray(
    fc.record({ client: fc.integer({ min: 1, max: 6 }), month, line: fc.integer({ min: 0, max: 2 }), rows: fc.nat(9) }),
    { selector: ({ client, month, line }) => `${client} ${month} ${line}`, maxLength: 60 },
  )
  .map(rows => {
    rows.sort((a, b) => a.client - b.client || a.month - b.month || a.line - b.line)
    const column = (name: keyof (typeof rows)[number]) => Float64Array.from(rows, row => row[name])
    return new MonthTable(
      { clients: column('client'), months: column('month'), lines: column('line') },
      { rows: column('rows') },
    )
  })
const spans = fc.tuple(month, month).map(([a, b]): readonly [number, number] => [Math.min(a, b), Math.max(a, b)])
const clauses = fc
  .tuple(fc.constantFrom('client_id', 'service_line_id'), fc.uniqueArray(fc.integer({ min: 0, max: 6 })))
  .map(([column, values]) => ({ column, values: new Set(values) }) as const)
const filters: fc.Arbitrary<RowFilter> = fc.oneof(
  fc.constant(everything),
  fc.record({
    all: fc.array(clauses, { maxLength: 2 }),
    not: fc.array(
      clauses.map(clause => ({ all: [clause], not: [] })),
      { maxLength: 1 },
    ),
  }),
)

describe('months of a table', () => {
  test('are chosen as if each row were looked at', () => {
    fc.assert(
      fc.property(tables, spans, filters, (table, [first, last], filter) => {
        const plain = [...Array(table.count).keys()].filter(
          row =>
            table.months[row]! >= first &&
            table.months[row]! <= last &&
            matches(filter, column => (column === 'service_line_id' ? table.lines![row]! : table.clients[row]!)),
        )
        expect([...chosenMonths(table, first, last, filter)]).toEqual(plain)
      }),
    )
  })

  test('fall into the one window of a page as into the windows of a table', () => {
    fc.assert(
      fc.property(tables, spans, spans, fc.boolean(), (table, chosenSpan, [first, last], byLine) => {
        const dimensions = () => [
          new Members('client_id', 0, id => ({ ...blank, key: `${id}` })),
          ...(byLine ? [new Members('service_line_id', 0, id => ({ ...blank, key: `${id}` }))] : []),
        ]
        const window = spanOfMonths(first, last)
        const one = new Grid(dimensions(), [window])
        const several = new Grid(dimensions(), [spanOfMonths(FIRST - 24, FIRST - 13), window])
        const chosen = chosenMonths(table, ...chosenSpan, everything)
        for (const grid of [one, several]) addMonths(grid, 'invoices', table, chosen, { net: table.sums.rows! })
        expect(one.groups.count).toBe(several.groups.count)
        for (let group = 0; group < one.groups.count; group++) {
          expect(one.groups.membersOf(group)).toEqual(several.groups.membersOf(group))
          const [a, b] = [one.sums('invoices'), several.sums('invoices')]
          expect(a.count('net', group)).toBe(b.count('net', group * 2 + 1))
          expect(a.months(group)).toEqual(b.months(group * 2 + 1))
        }
      }),
    )
  })
})
