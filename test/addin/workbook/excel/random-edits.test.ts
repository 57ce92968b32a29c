import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { PulledTable, TableModel, WorkbookErrorKind } from '../../../../addin/workbook/workbook.ts'
import { WorkbookError } from '../../../../addin/workbook/workbook.ts'
import { type Rectangle, rectangle } from '../../../excel-host/model/rectangle.ts'
import type { Scalar } from '../../../excel-host/model/scalar.ts'
import type { Table } from '../../../excel-host/model/table/table.ts'
import { marginModel } from '../table-models.ts'
import { openInNode } from './open-in-node.ts'
import { doEdit, type PersonEdit, personEdit } from './person-edits.ts'
import { changesOutside, linesOf, type SheetSnapshot, snapshotOf } from './sheet-snapshot.ts'

const runs = 200
const seed = 20_261_121

/** What came out of the refreshes, to be seen at the end: a suite in which all are refused would show nothing. */
const outcomes = new Map<string, number>()
const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
afterAll(() => console.info(`Refreshes after random edits (seed ${seed}):`, Object.fromEntries([...outcomes].sort())))

const refusals: readonly WorkbookErrorKind[] = ['edited', 'mismatch', 'gone', 'occupied']
const clients = ['Acme Ltd', 'Beacon', 'Cobalt', 'Delta', 'Ember', 'Fjord', 'Grove', 'Hollis']

/** Which clients an answer has, and what their numbers are: never one that a person may have typed. */
const answer = fc
  .tuple(fc.subarray(clients), fc.array(fc.nat(900), { minLength: clients.length, maxLength: clients.length }))
  .map(([present, numbers]) =>
    marginModel(present.map((client, at) => [client, '2026-08', (numbers[at] ?? 0) + 0.25, (numbers[at] ?? 0) / 8])),
  )

type Step =
  | { readonly person: PersonEdit }
  | { readonly refresh: TableModel; readonly which: number; readonly overwriteEdits: boolean }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: personEdit.map(person => ({ person })) },
  { weight: 1, arbitrary: fc.record({ refresh: answer, which: fc.nat(5), overwriteEdits: fc.boolean() }) },
)
const last: fc.Arbitrary<Step> = fc.record({ refresh: answer, which: fc.nat(1), overwriteEdits: fc.boolean() })

test(`after ${runs} random sequences of edits a refresh changes no cell outside of its table and no row but its own, or says why not`, async () => {
  const property = fc.asyncProperty(
    answer.filter(({ rows }) => rows.length > 1),
    fc.array(step, { minLength: 4, maxLength: 14, size: 'max' }),
    last,
    story,
  )
  await fc.assert(property, { numRuns: runs, seed, endOnFailure: false })
  const refreshed = [...outcomes].filter(([name]) => name.startsWith('refreshed'))
  expect(refreshed.reduce((sum, [, times]) => sum + times, 0)).toBeGreaterThan(runs / 2)
}, 600_000)

async function story(first: TableModel, steps: readonly Step[], end: Step): Promise<void> {
  const { host, workbook, person } = await openInNode({ Report: [['Margins'], [], []], Data: [['a'], [1]] })
  try {
    const book = host.workbook
    await person.select('Report', 'B4')
    await workbook.writeTable(first, { kind: 'new', at: 'selection' })
    for (const [at, each] of [...steps, end].entries()) {
      if ('person' in each) {
        doEdit(book, each.person, 1_000_000 + at)
        continue
      }
      const tables = await workbook.pulledTables()
      const table = tables[each.which % Math.max(1, tables.length)]
      if (table) await refreshAndCompare(table, each.refresh, each.overwriteEdits)
    }

    async function refreshAndCompare(pulled: PulledTable, model: TableModel, overwriteEdits: boolean) {
      const before = snapshotOf(book)
      const table = book.tables.find(({ id }) => id === pulled.id)
      const was = table && described(table)
      try {
        await workbook.writeTable(model, { kind: 'pulled', id: pulled.id, overwriteEdits })
      } catch (error) {
        if (!(error instanceof WorkbookError)) throw error
        expect(refusals, error.message).toContain(error.kind)
        expect(error.message.length).toBeGreaterThan(40)
        expect(snapshotOf(book)).toEqual(before)
        count(`refused: ${error.kind}`)
        return
      }
      count(`refreshed: ${pulled.state}`)
      if (!table || !was) throw new Error(`A table that is not there was refreshed: ${pulled.name}.`)
      compare(before, snapshotOf(book), was, described(table), model, overwriteEdits)
      const after = (await workbook.pulledTables()).find(({ id }) => id === pulled.id)
      expect(after).toMatchObject({ state: 'intact', edits: [] })
    }
  } finally {
    host.stop()
  }
}

interface Described {
  readonly sheetId: string
  readonly block: Rectangle
  readonly body: Rectangle
  readonly columns: readonly { readonly id: number; readonly name: string }[]
}
const described = ({ sheet, block, body, columns }: Table): Described => ({ sheetId: sheet.id, block, body, columns })

type Snapshots = ReadonlyMap<string, SheetSnapshot>

function compare(
  before: Snapshots,
  after: Snapshots,
  was: Described,
  is: Described,
  model: TableModel,
  overwrote: boolean,
) {
  for (const [id, sheet] of before) if (id !== was.sheetId) expect(after.get(id)).toEqual(sheet)
  const [old, now] = [before.get(was.sheetId)!, after.get(is.sheetId)!]
  expect(changesOutside(old, now, was.block, is.block)).toEqual([])
  expect(is.columns).toEqual(was.columns)
  const others = (snapshot: SheetSnapshot, block: Rectangle) =>
    snapshot.tables
      .filter(each => each.block !== block)
      .map(({ id, name, block: { width, height } }) => [id, name, width, height])
  expect(others(now, is.block)).toEqual(others(old, was.block))

  const [linesBefore, linesNow] = [linesOf(old, was.body), linesOf(now, is.body)]
  rowsAreTheAnswers(linesNow, is, model)
  const own = was.columns.flatMap(({ id }, at) => (id > 4 ? [at] : []))
  for (const [at, line] of linesBefore.entries()) {
    const label = labelOf(line, was)
    // A label that a person changed may have been overwritten with the answer's: the row is then any.
    const named = linesNow.filter(each => labelOf(each, is) === label)
    const same = overwrote && named.length === 0 ? linesNow : named
    for (const column of own)
      if (isTyped(line[column]))
        expect(
          same.map(each => each[column]),
          `own cell of ${label}`,
        ).toContain(line[column])
    if (hasBeside(old, was, at))
      expect(overwrote || labelOf(linesNow[at] ?? [], is) === label, `row ${at} beside a note is ${label}`).toBe(true)
  }
  if (!overwrote) for (const typed of numbersOf(linesBefore)) expect(numbersOf(linesNow)).toContain(typed)
}

/** Columns 1 to 4 are the answer's, by the ids that the host gave them. */
const columnAt = (table: Described, id: number): number => table.columns.findIndex(column => column.id === id)
const labelOf = (line: readonly Scalar[], table: Described): string =>
  `${line[columnAt(table, 1)] ?? ''} / ${line[columnAt(table, 2)] ?? ''}`

function rowsAreTheAnswers(lines: readonly (readonly Scalar[])[], table: Described, model: TableModel): void {
  const found = Map.groupBy(lines, line => labelOf(line, table))
  for (const { cells } of model.rows) {
    const rows = (found.get(`${cells[0]} / ${cells[1]}`) ?? []).map(line =>
      [1, 2, 3, 4].map(id => line[columnAt(table, id)] ?? null),
    )
    expect(rows).toEqual([cells])
  }
  const wanted = new Set(model.rows.map(({ cells }) => `${cells[0]} / ${cells[1]}`))
  for (const [label, rows] of found)
    if (!wanted.has(label) && clients.some(client => label === `${client} / 2026-08`))
      for (const line of rows)
        expect(
          [3, 4].map(id => line[columnAt(table, id)] ?? null),
          label,
        ).toEqual([null, null])
}

const isTyped = (value: Scalar | undefined): boolean =>
  value !== null && value !== undefined && !String(value).startsWith('=')

/** Numbers that only a person types. */
const numbersOf = (lines: readonly (readonly Scalar[])[]): number[] =>
  lines.flat().filter(value => typeof value === 'number' && value >= 1_000_000) as number[]

/** Whether something stands beside a row of the table, in no other table. */
function hasBeside(sheet: SheetSnapshot, table: Described, at: number): boolean {
  const row = table.body.row + at
  const line = linesOf(sheet, rectangle(row, 0, 1, 40))[0] ?? []
  return line.some(
    (value, column) =>
      value !== null &&
      !sheet.tables.some(({ block }) => {
        const inRows = row >= block.row && row < block.row + block.height
        return inRows && column >= block.column && column < block.column + block.width
      }),
  )
}
