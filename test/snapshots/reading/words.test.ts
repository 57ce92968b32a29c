import { expect, test } from 'vitest'
import { clients } from '../../../server/datasets/clients.ts'
import { timeLogs } from '../../../server/datasets/time-logs.ts'
import { nearestWord } from '../../../server/snapshots/reading/cells/nearest-word.ts'
import { codes, lines, readBytes, readCells } from './read-sheet.ts'

const invoices = (statuses: readonly string[], options = {}) =>
  readBytes(
    lines('client,number,date,total,status', ...statuses.map((status, at) => `A,${at},2026-01-02,1,${status}`)),
    'INVOICES',
    options,
  )
const workTypes = (words: readonly string[], options = {}) =>
  readBytes(
    lines('client,staff,date,hours,work type', ...words.map(word => `A,B,2026-01-02,1,${word}`)),
    'TIME_LOGS',
    options,
  )
const actives = (words: readonly string[]) =>
  readBytes(lines('name,active', ...words.map((word, at) => `C${at},${word}`)), 'CLIENTS')

test.each([
  ['yes', true],
  ['TRUE', true],
  ['Y', true],
  ['1', true],
  ['x', true],
  ['Active', true],
  ['no', false],
  ['False', false],
  ['n', false],
  ['0', false],
  ['INACTIVE', false],
  ['', true],
])('%j is %s', async (word, value) => {
  expect((await actives([word, 'yes'])).column('is_active')).toEqual([value, true])
})

test('"Non-Billable", "non billable" and "NON_BILLABLE" are one word', async () => {
  const sheet = lines(
    'client,staff,date,hours,billable',
    ...['Non-Billable', 'non billable', 'NON_BILLABLE', 'Billable', ''].map(word => `A,B,2026-01-02,1,${word}`),
  )
  expect((await readBytes(sheet, 'TIME_LOGS')).column('billable')).toEqual([false, false, false, true, true])
})

test('every declared word of every choice and boolean is understood in any case', async () => {
  for (const dataset of [clients, timeLogs])
    for (const { name, type } of dataset.columns) {
      if (type.kind !== 'boolean') continue
      const words = [...type.yes.map(word => [word, true]), ...type.no.map(word => [word, false])] as [
        string,
        boolean,
      ][]
      const required = dataset.kind === 'CLIENTS' ? ['name'] : ['client', 'staff_name', 'date', 'hours']
      const cells = ['A', 'B', '2026-01-02', '1'].slice(0, required.length)
      const sheet = lines(
        [...required, name].join('\t'),
        ...words.map(([word], at) => [`${cells[0]}${at}`, ...cells.slice(1), word.toUpperCase()].join('\t')),
      )
      expect((await readBytes(sheet, dataset.kind)).column(name)).toEqual(words.map(([, value]) => value))
    }
})

test('another word for yes or no is an error that says the allowed ones', async () => {
  const { issues } = await actives(['maybe', 'actve'])
  expect(codes(issues)).toEqual([
    [2, 'is_active', 'NOT_A_BOOLEAN'],
    [3, 'is_active', 'NOT_A_BOOLEAN'],
  ])
  expect(issues.map(({ suggestion }) => suggestion)).toEqual([null, 'yes'])
  expect(issues[0]?.message).toContain('write yes or no')
})

test('booleans of a sheet are booleans', async () => {
  const { column } = await readCells(
    {
      header: ['name', 'active'],
      rows: [
        ['A', true],
        ['B', false],
        ['C', 0],
        ['D', null],
      ],
    },
    'CLIENTS',
  )
  expect(column('is_active')).toEqual([true, false, false, true])
})

test('choices are read in any case, by value or declared word', async () => {
  expect(
    (await workTypes(['Reactive', 'BREAK-FIX', 'break/fix', 'Help Desk', 'projects', ''])).column('work_type'),
  ).toEqual(['reactive', 'reactive', 'reactive', 'reactive', 'project', null])
})

test('an unknown word of a choice is an error with the allowed values and the closest', async () => {
  const { issues, inspection } = await workTypes(['reactve', 'gardening'])
  expect(inspection.questions).toEqual([])
  expect(issues).toEqual([
    expect.objectContaining({ row: 2, code: 'UNKNOWN_WORD', suggestion: 'reactive', value: 'reactve' }),
    expect.objectContaining({
      row: 3,
      code: 'UNKNOWN_WORD',
      suggestion: null,
      message: expect.stringContaining('reactive, proactive, project, internal'),
    }),
  ])
})

test('an unknown invoice status is a question once a word, and an error in every row', async () => {
  const { inspection, issues } = await invoices(['paid', 'In dispute', 'IN DISPUTE', 'paied'])
  expect(inspection.questions).toEqual([
    expect.objectContaining({
      code: 'UNKNOWN_WORD',
      heading: 'status',
      column: 'status',
      choices: ['draft', 'pending', 'paid', 'overdue', 'void', 'credit'],
      message: expect.stringContaining('"In dispute" (2 rows, the first is 3)'),
    }),
    expect.objectContaining({ code: 'UNKNOWN_WORD', message: expect.stringContaining('perhaps paid') }),
  ])
  expect(codes(issues)).toEqual([
    [3, 'status', 'UNKNOWN_WORD'],
    [4, 'status', 'UNKNOWN_WORD'],
    [5, 'status', 'UNKNOWN_WORD'],
  ])
})

test('a meaning given to a word settles it, for choices, booleans and any text', async () => {
  const mapping = [{ heading: 'status', column: 'status', values: { 'In dispute': 'pending', Weird: 'Paid in full' } }]
  const { inspection, column, issues } = await invoices(['in dispute', 'weird', 'credit memo'], { mapping })
  expect([inspection.questions, issues]).toEqual([[], []])
  expect(column('status')).toEqual(['pending', 'paid', 'credit'])
  const served = await readBytes(lines('name,served', 'Old name,si'), 'CLIENTS', {
    mapping: [
      { heading: 'served', column: 'is_active', values: { Si: 'yes' } },
      { heading: 'name', column: 'name', values: { 'old name': 'New name' } },
    ],
  })
  expect(served.rows[0]?.values).toMatchObject({ name: 'New name', is_active: true })
})

test('blank statuses are pending, with one warning for the file', async () => {
  const { inspection, issues, column } = await invoices(['', ' ', 'paid'])
  expect(column('status')).toEqual(['pending', 'pending', 'paid'])
  expect(issues).toEqual([])
  expect(inspection.issues).toEqual([
    expect.objectContaining({
      row: 0,
      column: 'status',
      code: 'BLANK_ASSUMED',
      severity: 'WARNING',
      message: expect.stringContaining('2 blank cells'),
    }),
  ])
})

test('a sheet without a status column has pending invoices, with one warning', async () => {
  const { inspection, column } = await readBytes(lines('client,number,date,total', 'A,1,2026-01-02,1'), 'INVOICES')
  expect(column('status')).toEqual(['pending'])
  expect(codes(inspection.issues)).toEqual([[0, 'status', 'BLANK_ASSUMED']])
})

test('defaults fill blank cells and columns that the sheet lacks; all else unknown is null or absent', async () => {
  const sheet = lines('client,product,seats,billing term,vendor', 'A,P,1,,')
  expect((await readBytes(sheet, 'LICENSES')).rows[0]?.values).toEqual({
    client: 'A',
    product: 'P',
    vendor: null,
    seats_purchased: 1,
    billing_period: 'annual',
    is_active: true,
  })
})

test('the closest word is one that differs in at most a third of its letters', () => {
  const words = ['pending', 'paid', 'overdue', 'void']
  expect(['pnding', 'paied', 'piad', 'overdeu', 'vodi', 'xyz', ''].map(word => nearestWord(word, words))).toEqual([
    'pending',
    'paid',
    'paid',
    'overdue',
    'void',
    null,
    null,
  ])
})
