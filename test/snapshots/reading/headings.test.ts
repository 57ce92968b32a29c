import { expect, test } from 'vitest'
import { clients } from '../../../server/datasets/clients.ts'
import type { Dataset } from '../../../server/datasets/dataset.ts'
import { datasetOf, datasets } from '../../../server/datasets/datasets.ts'
import { columnMatches } from '../../../server/snapshots/reading/columns/column-matches.ts'
import { headingKey } from '../../../server/snapshots/reading/columns/heading-key.ts'
import { columnLetters, headingTexts } from '../../../server/snapshots/reading/columns/heading-row.ts'
import { mappedHeadings } from '../../../server/snapshots/reading/columns/mapped-headings.ts'
import type { ColumnMapping } from '../../../server/snapshots/reading/sheet.ts'
import { codes, lines, readBytes } from './read-sheet.ts'

const map = (headings: readonly string[], dataset: Dataset, mapping: readonly ColumnMapping[] = []) => {
  const { headings: mapped, questions } = mappedHeadings(headings, dataset, mapping)
  return { columns: mapped.map(({ column }) => column), by: mapped.map(({ by }) => by), questions }
}

/** Names, titles and aliases that two columns of a dataset share at the same rank; none is wanted. */
const DECLARED_AMBIGUITIES: readonly string[] = []

test('every name, title and alias of every dataset maps to its column, or a better match of another column wins', () => {
  const ambiguous: string[] = []
  for (const dataset of datasets)
    for (const column of dataset.columns)
      for (const heading of [column.name, column.title, ...column.aliases]) {
        const matches = columnMatches(dataset).get(headingKey(heading)) ?? []
        const best = Math.min(...matches.map(({ rank }) => rank))
        const winners = matches.filter(({ rank }) => rank === best).map(match => match.column)
        const text = `${dataset.name}: ${heading}`
        if (winners.length > 1) ambiguous.push(text)
        else expect([text, map([heading], dataset).columns]).toEqual([text, winners])
      }
  expect(ambiguous).toEqual(DECLARED_AMBIGUITIES)
})

test('every column is reached by its own name and by its title', () => {
  for (const dataset of datasets)
    for (const { name, title } of dataset.columns) {
      expect(map([name], dataset).columns).toEqual([name])
      expect([dataset.name, title, map([title], dataset).columns]).toEqual([dataset.name, title, [name]])
    }
})

test.each([
  ['INVOICES', 'Client Name', 'client'],
  ['INVOICES', 'client_name', 'client'],
  ['INVOICES', 'Company', 'client'],
  ['INVOICES', 'Invoice #', 'invoice_number'],
  ['INVOICES', 'Sub Total', 'subtotal'],
  ['INVOICES', 'SUB-TOTAL', 'subtotal'],
  ['INVOICES', 'Tax', 'tax_amount'],
  ['INVOICES', 'Tax %', 'line_tax_rate'],
  ['TIME_LOGS', 'Client Name', 'client'],
  ['TIME_LOGS', 'Billable?', 'billable'],
  ['LICENSES', 'Qty Purchased', 'seats_purchased'],
  ['LICENSES', 'Unit Price/mo', 'cost_per_seat'],
  ['LICENSES', '  company  ', 'client'],
  ['CLIENTS', 'Company', 'name'],
  ['CLIENTS', 'client_name', 'name'],
  ['CLIENTS', 'email', 'contact_email'],
  ['CLIENTS', 'E-Mail', 'contact_email'],
  ['CLIENTS', 'phone', 'contact_phone'],
  ['STAFF', 'E-mail', 'email'],
] as const)('in %s "%s" is %s', (kind, heading, column) => {
  expect(map([heading], datasetOf(kind)).columns).toEqual([column])
})

test('a better match wins: the name over the title over an alias', () => {
  expect(map(['Client', 'name', 'Company'], clients)).toMatchObject({
    columns: [null, 'name', null],
    by: ['NONE', 'NAME', 'NONE'],
    questions: [],
  })
})

test('of several aliases of a column the one declared first is read, and the others are told', () => {
  const { headings, questions } = mappedHeadings(['Company', 'Client Name', 'Sector'], clients, [])
  expect(headings.map(({ column }) => column)).toEqual([null, 'name', 'industry'])
  expect(questions).toEqual([])
  expect(headings[0]).toEqual({ heading: 'Company', column: null, by: 'NONE', passedOverFor: 'Client Name' })
})

test('the same heading twice is a question that tells them apart', () => {
  const headings = headingTexts(['Name', 'Name', '', 'Sector'])
  expect(headings).toEqual(['Name', 'Name (2)', 'Column C', 'Sector'])
  expect(map(headings, clients).questions).toEqual([
    expect.objectContaining({ code: 'AMBIGUOUS_HEADING', choices: ['Name', 'Name (2)'] }),
  ])
  const said = [
    { heading: 'Name (2)', column: 'name' },
    { heading: 'Name', column: null },
  ]
  expect(map(headings, clients, said)).toMatchObject({ columns: [null, 'name', null, 'industry'], questions: [] })
})

test('a heading that two columns declare alike is a question', () => {
  const column = (name: string) => ({
    ...clients.columns[0]!,
    name,
    title: name,
    aliases: ['both'],
    required: true as const,
  })
  const dataset: Dataset = { ...clients, columns: [column('left'), column('right')] }
  expect(map(['Both'], dataset).questions).toEqual([
    expect.objectContaining({ code: 'AMBIGUOUS_HEADING', heading: 'Both', choices: ['left', 'right'] }),
  ])
})

test('an explicit mapping wins over everything, and leaves out what it maps to nothing', () => {
  const said = [
    { heading: 'Customer', column: 'name' },
    { heading: 'industry', column: null },
  ]
  expect(map(['Name', 'Customer', 'Industry'], clients, said)).toEqual({
    columns: [null, 'name', null],
    by: ['NONE', 'MAPPING', 'MAPPING'],
    questions: [],
  })
})

test('a mapping of headings that the sheet lacks is ignored; one to an unknown column is an error', () => {
  expect(map(['Name'], clients, [{ heading: 'Elsewhere', column: 'industry' }]).questions).toEqual([])
  expect(() => map(['Name'], clients, [{ heading: 'Name', column: 'nom' }])).toThrow(/no such column; it has name,/)
})

test('two headings mapped to one column are a question', () => {
  const said = ['A', 'B'].map(heading => ({ heading, column: 'name' }))
  expect(map(['A', 'B'], clients, said).questions).toMatchObject([{ code: 'AMBIGUOUS_HEADING', choices: ['A', 'B'] }])
})

test('a required column that no heading names is a question with the unmapped headings as choices', () => {
  expect(map(['Nom', 'Sector'], clients).questions).toEqual([
    expect.objectContaining({ code: 'REQUIRED_COLUMN_MISSING', column: 'name', choices: ['Nom'] }),
  ])
})

test('unmapped headings are told, and kept with the row where the dataset keeps them', async () => {
  const kept = await readBytes(lines('name,Territory', 'A,East', 'B,'), 'CLIENTS')
  expect(codes(kept.inspection.issues)).toEqual([[1, null, 'UNMAPPED_HEADINGS']])
  expect(kept.rows.map(({ extra }) => extra)).toEqual([{ Territory: 'East' }, {}])
  const left = await readBytes(lines('name,Shoe size', 'A,44'), 'STAFF')
  expect(left.inspection.issues).toMatchObject([
    { code: 'UNMAPPED_HEADINGS', severity: 'NOTICE', value: '"Shoe size"' },
  ])
  expect(left.rows[0]).toMatchObject({ extra: null, cells: ['A', '44'] })
})

test('what a person left out of the mapping is not kept', async () => {
  const mapping = [{ heading: 'Territory', column: null }]
  const { rows, inspection } = await readBytes(lines('name,Territory,Region', 'A,East,North'), 'CLIENTS', { mapping })
  expect(rows[0]?.extra).toEqual({ Region: 'North' })
  expect(inspection.issues).toMatchObject([{ value: '"Region"' }])
})

test('cells below a blank heading are a column without a name; cells beyond the headings are too many', async () => {
  const { inspection, rows, issues } = await readBytes(
    lines('name,,Territory,,', 'A,x,East', 'B,,,y', 'C,,,,,z'),
    'CLIENTS',
  )
  expect(inspection.headings.map(({ heading }) => heading)).toEqual([
    'name',
    'Column B',
    'Territory',
    'Column D',
    'Column E',
  ])
  expect(rows.map(({ extra }) => extra)).toEqual([{ 'Column B': 'x', Territory: 'East' }, { 'Column D': 'y' }])
  expect(codes(issues)).toEqual([[4, null, 'EXTRA_CELLS']])
})

test('delimiters at the end of every line are no columns', async () => {
  const { inspection, rows } = await readBytes(lines('name,industry,,', 'A,x,,', 'B,y,,'), 'CLIENTS')
  expect(inspection.headings).toHaveLength(2)
  expect(rows[0]?.cells).toEqual(['A', 'x'])
})

test('columns are lettered as in a spreadsheet', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ])
})
