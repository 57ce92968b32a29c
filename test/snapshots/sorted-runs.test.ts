import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ColumnStage } from '../../server/snapshots/importing/columns/column-stage.ts'
import { mergedBatches } from '../../server/snapshots/importing/columns/merged-batches.ts'
import { mergedRuns } from '../../server/snapshots/importing/columns/merged-runs.ts'
import type { RowColumns } from '../../server/snapshots/importing/columns/row-columns.ts'
import type { RowTable } from '../../server/snapshots/importing/row-table.ts'

const table: RowTable = {
  name: 'time_log_row',
  key: ['client_id', 'day', 'snapshot', 'row'],
  period: 'day',
  columns: [
    { name: 'client_id', type: 'int' },
    { name: 'day', type: 'int' },
    { name: 'row', type: 'int' },
    { name: 'row_key', type: 'int' },
    { name: 'rate', type: 'int' },
    { name: 'work_type', type: 'text' },
    { name: 'description', type: 'text' },
  ],
}

const row = fc.record({
  client_id: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(2 ** 40, 7)),
  day: fc.integer({ min: -2, max: 2 }),
  row_key: fc.maxSafeNat(),
  rate: fc.option(fc.constantFrom(0, 15_000, 2 ** 31)),
  work_type: fc.option(fc.constantFrom('reactive', 'project')),
  description: fc.option(fc.string({ unit: 'grapheme', maxLength: 30 })),
})

const shown = ({ columns, table }: RowColumns, at: number) =>
  Object.fromEntries(columns.map((column, place) => [table.columns[place]?.name, column.get(at)]))

test('rows that come out of runs in memory and in files are those that went in, by key and then as they came', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 150 }), fc.integer({ min: 16, max: 60 }), (given, chunkRows) => {
      const folder = mkdtempSync(join(tmpdir(), 'runs-'))
      try {
        const rows = given.map((one, at) => ({ ...one, row: at + 2 }))
        const stage = new ColumnStage(table, rows.length, folder, chunkRows)
        stage.add(rows)
        const capacity = Math.max(16, Math.min(chunkRows, rows.length))
        expect(readdirSync(folder)).toHaveLength(Math.max(0, Math.ceil(rows.length / capacity) - 1))
        const merged = readMerged(stage)
        const expected = rows.toSorted((a, b) => a.client_id - b.client_id || a.day - b.day || a.row - b.row)
        expect(merged).toEqual(expected)
        expect(readBatches(stage)).toEqual(expected)
        const alike = stage.alike()
        for (const [place, { name }] of table.columns.entries()) {
          const value = alike[place]
          if (value !== undefined && rows.length > 0)
            expect(new Set(rows.map(one => one[name as keyof typeof one]))).toEqual(new Set([value]))
        }
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }),
    { numRuns: 200 },
  )
})

function readMerged(stage: ColumnStage) {
  const found = []
  // A block is good until the next is asked for.
  for (const { rows, from, to } of mergedRuns(stage.runs()))
    for (let at = from; at < to; at++) found.push(shown(rows, at))
  return found
}

/** The same by batches, whose rows say where they go. */
function readBatches(stage: ColumnStage) {
  const found: unknown[] = []
  for (const { parts, count } of mergedBatches(stage.runs())) {
    const batch: unknown[] = Array(count).fill(null)
    for (const { rows, from, to, slots } of parts)
      for (let at = from; at < to; at++) batch[slots[at] as number] = shown(rows, at)
    found.push(...batch)
  }
  return found
}

test('many rows of long texts go through files in blocks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'runs-'))
  try {
    const stage = new ColumnStage(table, 20_000, folder, 6000)
    const texts = ['x'.repeat(700), 'Überlänge '.repeat(40), '', null]
    for (let at = 0; at < 20_000; at++)
      stage.add([
        {
          client_id: (at * 7919) % 101,
          day: at % 3,
          row: at,
          row_key: at,
          rate: 5,
          work_type: null,
          description: texts[at % 4] ?? null,
        },
      ])
    let last = -1
    let seen = 0
    for (const { rows, from, to } of mergedRuns(stage.runs()))
      for (let at = from; at < to; at++, seen++) {
        const { client_id, day, row, description } = shown(rows, at) as {
          client_id: number
          day: number
          row: number
          description: string | null
        }
        expect(description).toBe(texts[row % 4] ?? null)
        expect(client_id).toBe((row * 7919) % 101)
        const place = (client_id * 3 + day) * 20_000 + row
        expect(place).toBeGreaterThan(last)
        last = place
      }
    expect(seen).toBe(20_000)
    expect(stage.alike()).toEqual([undefined, undefined, undefined, undefined, 5, null, undefined])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
