import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ImportRequest } from '../../server/snapshots/import-request.ts'
import { testDatabase } from '../support/database.ts'
import { importer, said } from '../support/two-importers.ts'

/** PostgreSQL has tables for both: there it is a matter of the two being run at all. */
const RUNS = process.env.MOAT_TEST_DIALECT === 'postgresql' ? 2 : 25
const timeCells = {
  client: [
    'Acme',
    'Beta GmbH',
    'beta gmbh',
    'C-3',
    'Café Ölwerk',
    'Total Care',
    'Total',
    'Summit',
    'Nobody',
    '',
    ' ',
    'Twin',
  ],
  staff_name: ['Maya', 'maya ', 'Bo', 'Zoë', 'Grand total', '', "'=Eve"],
  staff_email: ['', 'maya@x.example', 'MAYA@x.example', 'no address'],
  date: [
    '2026-03-01',
    '2026-03-02',
    '2026-03-31',
    '2026-3-2',
    '14 Mar 2026',
    '2026-02-30',
    '',
    '2025-12-31',
    '1969-12-31',
  ],
  hours: ['1', '1.5', '0.25', '1:30', '24', '25', '-1', '0', 'x', '90 min', '1.005', '2.50', '00000000000001.5'],
  rate: ['', '150', '150.00', '$120', '-5', '1200.50', '9999999999999'],
  cost_rate: ['', '62', '62.00', '61.5', 'n/a'],
  billable: ['yes', 'no', '', 'TRUE', 'maybe', 'non-billable'],
  work_type: ['reactive', 'internal', 'Support', 'project', 'surfing', ''],
  project_name: ['', 'Alpha', 'alpha', 'Ünï', 'Beta'],
  task_description: [
    '',
    'plain',
    '"quoted, cell"',
    '"a ""double"" one"',
    ' lead',
    "'=1+1",
    'ends in é',
    'a 5" pipe',
    '"two\nlines"',
    '漢字',
  ],
  external_id: ['', '', 'e1', 'e2', 'e3', 'e4', 'e5', 'E1', 'Total', ' e2 ', 'é7'],
}
const invoiceCells = {
  client: ['Acme', 'Beta GmbH', 'Total Care', 'Nobody', ''],
  invoice_number: ['I-1', 'I-2', 'I-3', 'i-3', 'I-4', 'I-5', 'I-6', ''],
  date: ['2026-03-01', '2026-04-02', '2026-02-30', '14 Mar 2026'],
  due_date: ['', '2026-03-31', '2026-01-01'],
  currency: ['', 'USD', 'EUR', 'JPY', 'Groats'],
  status: ['paid', 'pending', 'overdue', 'draft', 'credit', 'void', ''],
  subtotal: ['', '100', '100.00', '€50', '-20', '1e3'],
  tax_amount: ['', '8', '8.00', '0'],
  total_amount: ['', '108', '108.00', '99.99'],
  service_line: ['', 'Projects', 'projects', 'Cloud'],
}
const always = ['client', 'staff_name', 'date', 'hours', 'invoice_number']

type Step =
  | {
      readonly do: 'upload'
      readonly dataset: string
      readonly content: string
      readonly options: Partial<ImportRequest>
    }
  | { readonly do: 'revert'; readonly back: number }
  | { readonly do: 'correct'; readonly cells: Record<string, string> }

/** A sheet of some of the columns in any order, its good cells likelier than its bad ones. */
function sheetOf(cells: Readonly<Record<string, readonly string[]>>, maxLength: number): fc.Arbitrary<string> {
  const names = Object.keys(cells)
  const cell = (name: string) => {
    const [first = '', second = '', third = '', ...others] = cells[name] ?? []
    return fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(first, second, third) },
      { weight: 2, arbitrary: fc.constantFrom(first, ...others) },
    )
  }
  return fc.shuffledSubarray(names, { minLength: 1 }).chain(some => {
    const columns = [...new Set([...some, ...names.filter(name => always.includes(name))])]
    const row = fc.tuple(...columns.map(cell)).map(texts => texts.join(','))
    const line = fc.oneof(
      { weight: 30, arbitrary: row },
      { weight: 1, arbitrary: fc.constantFrom('', ',,,', 'a,b', 'Total,,,12') },
    )
    return fc.array(line, { minLength: 1, maxLength }).map(lines => `${columns.join(',')}\n${lines.join('\n')}\n`)
  })
}

const options = fc.record({
  mode: fc.constantFrom('LENIENT', 'LENIENT', 'LENIENT', 'STRICT') as fc.Arbitrary<'LENIENT' | 'STRICT'>,
  scope: fc.constantFrom('UPSERT', 'UPSERT', 'REPLACE_ALL', 'REPLACE_PERIOD') as fc.Arbitrary<ImportRequest['scope']>,
  period: fc.constantFrom({ from: 20_513, to: 20_543 }, { from: 20_000, to: 30_000 }),
  createMissingClients: fc.boolean(),
})
const upload = fc
  .oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constant('time_logs'), sheetOf(timeCells, 60)) },
    // Few rows onto many stored ones are looked up one by one.
    { weight: 2, arbitrary: fc.tuple(fc.constant('time_logs'), sheetOf(timeCells, 2)) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('invoices'), sheetOf(invoiceCells, 20)) },
  )
  .chain(([dataset, content]) => options.map(options => ({ do: 'upload' as const, dataset, content, options })))
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: upload },
  { weight: 1, arbitrary: fc.nat(4).map(back => ({ do: 'revert' as const, back })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom({ hours: '2' }, { client: 'Acme', date: '2026-03-05' })
      .map(cells => ({ do: 'correct' as const, cells })),
  },
)

test('whatever is uploaded, corrected and reverted, columns in memory store what tables do', {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(0, Infinity),
      async (steps, from) => {
        await using database = await testDatabase()
        // Rows that are copied from files, or bound to statements.
        const copying = { from, fileRows: Infinity }
        const both = [await importer(database, false, { copying }), await importer(database, true)] as const
        const onBoth = async (act: (one: (typeof both)[number]) => Promise<unknown>) => {
          const [columns, tables] = [said(await act(both[0])), said(await act(both[1]))]
          expect(columns).toEqual(tables)
        }
        await onBoth(one =>
          one.upload(
            'clients',
            'name,external_id\nAcme,C-1\nBeta GmbH,C-2\nTotal Care,C-3\nSummit,\nCafé Ölwerk,\nTwin,T1\nTwin,T2\n',
          ),
        )
        await onBoth(one =>
          one.upload(
            'staff',
            'name,email,cost_rate\nMaya,maya@x.example,62\nBo,,70\nZoë,z1@x.example,\nZoë,z2@x.example,\n',
          ),
        )
        for (const [at, step] of steps.entries()) {
          await onBoth(async one => {
            if (step.do === 'upload') return await one.upload(step.dataset, step.content, step.options)
            if (step.do === 'revert') return await one.revert((await one.uidOf(at + 2 - step.back)) ?? 'none')
            const rejected = await one.rejected()
            return rejected ? await one.correct(rejected.uid, rejected.row, step.cells) : null
          })
          expect(await both[0].stored()).toEqual(await both[1].stored())
        }
      },
    ),
    { numRuns: RUNS },
  )
})
