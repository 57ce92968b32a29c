import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nativeSqlite } from '../../server/db/bulk-insert.ts'
import { dialectOf } from '../../server/db/dialect.ts'
import type { ImportRequest } from '../../server/snapshots/import-request.ts'
import { Cancelled, type ImportContext } from '../../server/snapshots/importing/import-context.ts'
import { waitingRows } from '../../server/snapshots/importing/waiting-rows.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { importer, said } from '../support/two-importers.ts'

/** So many that a file of them comes in three chunks of 256 KiB, and waits in several files. */
const ROWS = 9_000
const chunkRows = 2_000
const header = 'client,staff_name,date,hours,rate,work_type,task_description,external_id'
const plainRow = (index: number, hours = '1.25') =>
  `${index % 3 ? 'Acme' : 'Beta'},Maya ${index % 7},2026-03-${10 + (index % 20)},${hours},150.00,reactive,Patch ${index % 9},TE-${index}`

const cells = [
  ['Acme', 'Beta', 'Nobody', '', 'Total', '"Ac""me"', 'New one'],
  ['Maya', 'Zoë', '', '"Bo\r\nby"'],
  ['2026-03-14', '2026-04-15', '14 Mar 2026', '2026-02-30', ''],
  ['1.25', '2', '1:30', '-1', '24', 'x', ''],
  ['150.00', '$150', '-5', ''],
  ['reactive', 'surfing', ''],
  ['', '"two\nlines"', '"a ""double"" one"', 'a 5" pipe', '漢字', '"two\r\n\r\nlines"', '"\n"'],
  ['TE-1', 'TE-8999', 'TE-4000', 'a', 'a', '', '', 'é,wide'],
] as const
const oddRow = fc
  .tuple(
    ...cells.map(([first = '', ...others]) =>
      fc.oneof({ weight: 4, arbitrary: fc.constant(first) }, { weight: 1, arbitrary: fc.constantFrom(...others) }),
    ),
  )
  .map(texts => texts.join(','))
const upload = fc.record({
  /** Rows that are written otherwise, and where they stand among the plain ones. */
  odd: fc.array(fc.tuple(fc.nat(ROWS), oddRow), { maxLength: 40 }),
  hours: fc.constantFrom('1.25', '1.50'),
  end: fc.constantFrom('\n', '\r\n'),
  options: fc.record({
    mode: fc.constantFrom('LENIENT', 'LENIENT', 'STRICT') as fc.Arbitrary<ImportRequest['mode']>,
    scope: fc.constantFrom('UPSERT', 'UPSERT', 'REPLACE_ALL', 'REPLACE_PERIOD') as fc.Arbitrary<ImportRequest['scope']>,
    period: fc.constant({ from: 20_513, to: 20_543 }),
    createMissingClients: fc.boolean(),
  }),
})

function sheetOf({ odd, hours, end }: { odd: [number, string][]; hours: string; end: string }): string {
  const rows = Array.from({ length: ROWS }, (_, index) => plainRow(index, index % 50 ? '1.25' : hours))
  for (const [place, row] of [...odd].sort(([one], [other]) => other - one)) rows.splice(place, 0, row)
  return [header, ...rows, ''].join(end)
}

const threads = () => (process.report.getReport() as { workers: unknown[] }).workers.length

test('with the help of a second thread the same is stored, told and refused as without', {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(upload, { minLength: 1, maxLength: 2 }), async uploads => {
      await using database = await testDatabase()
      const both = [
        // Copied from several files where other rows stand already, bound to statements where there is no help.
        await importer(database, false, { chunkRows, helpedBytes: 0, copying: { from: 0, fileRows: 1500 } }),
        await importer(database, false, { chunkRows, copying: { from: Infinity, fileRows: Infinity } }),
      ]
      for (const given of uploads) {
        const outcomes = []
        for (const one of both) {
          await one.upload('clients', 'name\nAcme\nBeta\n')
          outcomes.push(said(await one.upload('time_logs', sheetOf(given), given.options)))
        }
        expect(outcomes[0]).toEqual(outcomes[1])
        expect(await both[0]?.stored()).toEqual(await both[1]?.stored())
      }
    }),
    { numRuns: process.env.MOAT_TEST_DIALECT === 'postgresql' ? 1 : 10 },
  )
})

test.each([
  ['a quote that is never closed', `Acme,"Maya${'\n'.repeat(50)}`, 'UNCLOSED_QUOTE'],
  ['a record that is too long', `Acme,"${'Maya\n'.repeat(300_000)}`, 'RECORD_TOO_LONG'],
  ['more cells than a sheet has', ','.repeat(20_000), 'TOO_MANY_COLUMNS'],
])('%s far below is told as without help', async (_, row, code) => {
  await using database = await testDatabase()
  const rows = Array.from({ length: ROWS }, (_, index) => plainRow(index))
  for (const helpedBytes of [0, Infinity]) {
    const { upload } = await importer(database, false, { chunkRows, helpedBytes })
    await upload('clients', 'name\nAcme\nBeta\n')
    expect(await upload('time_logs', [header, ...rows, row].join('\n'))).toMatchObject({ type: 'InvalidFile', code })
  }
})

test('an import that is stopped ends its second thread, and leaves no file and no row', async () => {
  await using database = await testDatabase()
  const stop = new AbortController()
  let helping = 0
  const report: ImportContext['report'] = (stage, rows) => {
    if (stage !== 'READING' || rows === 0) return
    helping = threads()
    stop.abort()
  }
  const { upload, stored } = await importer(database, false, { chunkRows, helpedBytes: 0, signal: stop.signal, report })
  const before = await stored()
  const running = threads()
  const text = [header, ...Array.from({ length: ROWS }, (_, index) => plainRow(index))].join('\n')
  expect(await upload('time_logs', text, { uid: 'stopped' })).toMatchObject({ type: 'Cancelled' })
  expect(helping - running).toBe(dialectOf(database.orm.em) === 'sqlite' ? 1 : 0)
  expect(threads()).toBe(running)
  expect(existsSync(waitingRows({ uid: 'stopped' }))).toBe(false)
  expect(await stored()).toEqual(before)
})

const text = [header, ...Array.from({ length: ROWS }, (_, index) => plainRow(index))].join('\n')

/** Files that are attached to the database's connection besides its own. */
async function attachedFiles({ orm }: TestDatabase): Promise<number> {
  if (dialectOf(orm.em) !== 'sqlite') return 0
  const list = (await nativeSqlite(orm.em.fork())).pragma('database_list') as { name: string }[]
  return list.filter(({ name }) => name !== 'main' && name !== 'temp').length
}

test.each([
  ['helped', 0],
  ['alone', Infinity],
])(
  'an import, %s, that is stopped when its rows are copied leaves none of them, and no file',
  async (_, helpedBytes) => {
    await using database = await testDatabase()
    let isStoring = false
    const { upload, stored } = await importer(database, false, {
      chunkRows,
      helpedBytes,
      copying: { from: 0, fileRows: 1500 },
      report: stage => {
        isStoring = stage === 'STORING'
      },
      checkCancelled: () => {
        if (isStoring) throw new Cancelled()
      },
    })
    const before = await stored()
    expect(await upload('time_logs', text, { uid: 'stopped-late' })).toMatchObject({ type: 'Cancelled' })
    expect(await stored()).toEqual(before)
    expect(existsSync(waitingRows({ uid: 'stopped-late' }))).toBe(false)
    expect(await attachedFiles(database)).toBe(0)
  },
)

test.each([
  ['helped', 0],
  ['alone', Infinity],
])(
  'where a file of rows cannot be written, an import, %s, fails as a whole, and the next one works',
  async (_, helpedBytes) => {
    await using database = await testDatabase()
    let isBlocked = true
    const { upload, stored } = await importer(database, false, {
      chunkRows,
      helpedBytes,
      copying: { from: 0, fileRows: 1500 },
      report: stage => {
        if (stage !== 'STORING' || !isBlocked || dialectOf(database.orm.em) !== 'sqlite') return
        mkdirSync(join(waitingRows({ uid: 'blocked' }), 'stored-0.sqlite'), { recursive: true })
      },
    })
    await upload('clients', 'name\nAcme\nBeta\n')
    const before = await stored()
    if (dialectOf(database.orm.em) === 'sqlite') {
      await expect(upload('time_logs', text, { uid: 'blocked' })).rejects.toThrow(/stored-0/)
      expect(await stored()).toEqual(before)
      expect(existsSync(waitingRows({ uid: 'blocked' }))).toBe(false)
    }
    isBlocked = false
    expect(await upload('time_logs', text)).toMatchObject({ type: 'Snapshot', snapshot: { acceptedCount: ROWS } })
    expect(await attachedFiles(database)).toBe(0)
  },
)
