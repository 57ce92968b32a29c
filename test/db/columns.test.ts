import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsOfRows, mergedColumns, rowsOfColumns } from '../../server/db/columns.ts'

const row = fc.record({ client: fc.nat(3), month: fc.nat(3), snapshot: fc.nat(9), sum: fc.integer() })
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never

const byKeys = (a: Row, b: Row): number => a.client - b.client || a.month - b.month || a.snapshot - b.snapshot

test('columns of two lots in one order are the columns of all in that order', () => {
  const property = fc.property(fc.array(row), fc.array(row), (one, other) => {
    const [sortedOne, sortedOther] = [one.toSorted(byKeys), other.toSorted(byKeys)]
    const merged = mergedColumns(columnsOfRows(sortedOne), columnsOfRows(sortedOther), ['client', 'month', 'snapshot'])
    expect(rowsOfColumns<Row>(merged)).toEqual([...sortedOne, ...sortedOther].sort(byKeys))
  })
  fc.assert(property)
})
