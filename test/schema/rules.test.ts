import { expect, test } from 'vitest'
import { accessEntries } from '../../schema/access-list.ts'
import { schema } from '../../schema/schema.ts'
import { scopes } from '../../server/access/policy.ts'
import { datasets } from '../../server/datasets/datasets.ts'

const entries = accessEntries(schema)

test('every root field and every node says who may use it', () => {
  expect(entries.length).toBeGreaterThan(20)
  expect(entries.filter(entry => entry.rule === null)).toEqual([])
})

test('rules are made of scopes that exist', () => {
  const words = new Set<string>(scopes)
  const unknown = entries.filter(
    ({ rule }) =>
      rule !== 'anybody' && rule !== 'a session' && !rule?.split(/, or | and /).some(part => words.has(part)),
  )
  expect(unknown).toEqual([])
})

test('a column with a scope is masked by it in the type of its rows', () => {
  const types = { INVOICES: 'Invoice', TIME_LOGS: 'TimeLog', LICENSES: 'License' } as Record<string, string>
  const camel = (name: string) => name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())
  const expected = datasets.flatMap(({ kind, columns }) =>
    columns
      .filter(column => types[kind] && column.scope && !column.name.startsWith('line_'))
      .map(column => ({ subject: `${types[kind]}.${camel(column.name)}`, rule: column.scope })),
  )
  expect(expected.length).toBeGreaterThan(4)
  expect(entries).toEqual(expect.arrayContaining(expected))
  expect(entries).toContainEqual({ subject: 'InvoiceLine.unitCost', rule: 'cost:read' })
})
