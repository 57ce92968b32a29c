import { describe, expect, test } from 'vitest'
import { exitStatus, importReport } from '../../server/commands/import-report.ts'
import { progressLine } from '../../server/commands/progress-line.ts'
import { showProgress } from '../../server/commands/show-progress.ts'
import type { RowIssue } from '../../server/datasets/dataset.ts'
import type { ImportOutcome, ImportProgress, SnapshotRecord } from '../../server/snapshots/import-outcome.ts'

const quality = {
  score: 97.25,
  dimensions: [{ name: 'validity', score: 96.5, formula: 'valid ÷ all' }],
  recommendations: [],
} as const
const snapshot: SnapshotRecord = {
  uid: 'x',
  number: 5,
  organizationId: 1,
  dataset: 'TIME_LOGS',
  origin: 'FILE',
  status: 'ACCEPTED',
  fileName: 'a.csv',
  sha256: '',
  byteSize: 1,
  uploadedBy: null,
  createdAt: 0,
  description: null,
  rowCount: 1204,
  acceptedCount: 1200,
  rejectedCount: 4,
  addedCount: 1200,
  changedCount: 0,
  unchangedCount: 0,
  removedCount: 0,
  firstDay: 20_454,
  lastDay: 20_484,
  quality,
  headings: [{ heading: 'Mood', column: null, by: 'NONE' }],
  preview: null,
}
const issue = (row: number): RowIssue => ({
  row,
  column: 'client',
  value: 'Harbour Dental',
  code: 'UNKNOWN_CLIENT',
  message: 'No client has this name',
  severity: 'ERROR',
  suggestion: 'Harbor Dental Group',
})

const found = (...errors: RowIssue[]) => ({ counts: { ERROR: errors.length, WARNING: 0, NOTICE: 0 }, first: errors })

describe('the report of an import', () => {
  test('counts rows and changes, names what is unmapped, shows quality and each issue with its remedy', () => {
    const report = importReport({ type: 'Snapshot', snapshot }, found(issue(7), issue(9))).join('\n')
    expect(report).toContain('Accepted as version 5.')
    expect(report).toContain('1,204 read, 1,200 accepted, 4 rejected')
    expect(report).toContain('2026-01-01 to 2026-01-31')
    expect(report).toContain('unmapped   "Mood"')
    expect(report).toMatch(/validity +96\.5 {2}valid ÷ all/)
    expect(report).toContain('error  row 7, client, "Harbour Dental": No client has this name [UNKNOWN_CLIENT]')
    expect(report).toContain('try: Harbor Dental Group')
  })

  test('prints the first issues and says how many more there are', () => {
    const report = importReport(
      { type: 'Snapshot', snapshot },
      { ...found(issue(7), issue(8), issue(9)), first: [issue(7)] },
    ).join('\n')
    expect(report).toContain('issues     3 errors')
    expect(report).toContain('row 7')
    expect(report).not.toContain('row 8')
    expect(report).toContain('… and 2 more: --issues 3 prints them all')
  })

  test('says that a dry run stored nothing', () => {
    const dry = { ...snapshot, number: 0, preview: { issues: [], changes: [], changeCount: 0 } }
    expect(importReport({ type: 'Snapshot', snapshot: dry }, found())[0]).toContain('nothing was stored')
  })

  test('prints questions with the arguments that answer them', () => {
    const question = { heading: 'When', column: 'date', message: 'Day or month first?', choices: [] }
    const outcome: ImportOutcome = {
      type: 'MappingNeeded',
      message: 'Two questions',
      headings: [],
      questions: [
        { ...question, code: 'AMBIGUOUS_DATES' },
        { ...question, code: 'WHICH_SHEET', choices: ['May', 'June'] },
      ],
    }
    const report = importReport(outcome, found()).join('\n')
    expect(report).toContain('--map "When=date,day-first"')
    expect(report).toContain('--sheet "June"')
  })

  test.each<[ImportOutcome, number]>([
    [{ type: 'Snapshot', snapshot }, 0],
    [{ type: 'DuplicateUpload', message: '', existing: 'x' }, 0],
    [{ type: 'InvalidFile', code: 'EMPTY', message: '' }, 1],
    [{ type: 'MappingNeeded', message: '', questions: [], headings: [] }, 1],
    [{ type: 'RowsRejected', message: '', rowCount: 1, rejectedCount: 1, issues: [], quality }, 1],
    [{ type: 'QualityTooLow', message: '', quality, minimum: 99, issues: [] }, 1],
    [{ type: 'Cancelled', message: '' }, 1],
  ])('exits by what became of it: %j', (outcome, status) => {
    expect(exitStatus(outcome)).toBe(status)
  })
})

describe('the progress of an import', () => {
  const step = (stage: ImportProgress['stage'], rows: number, total: number | null): ImportProgress => ({
    uid: 'x',
    stage,
    rows,
    total,
  })

  test('is a bar where the end is known and a count where it is not', () => {
    expect(progressLine(step('READING', 500, 1000), 10)).toMatch(
      /^Reading +\[#####-----\] {2}50 % {2}500 of 1,000 rows$/,
    )
    expect(progressLine(step('INSPECTING', 1500, null))).toMatch(/1,500 rows$/)
  })

  test('redraws one line on a terminal and writes a line a stage elsewhere', async () => {
    async function* steps() {
      yield step('READING', 1, 4)
      yield step('READING', 2, 4)
      yield step('STORING', 4, 4)
      yield step('DONE', 4, 4)
    }
    const written = { terminal: '', pipe: '' }
    await showProgress(steps(), { isTTY: true, write: text => (written.terminal += text) })
    await showProgress(steps(), { write: text => (written.pipe += text) })
    expect(written.terminal.split('\r').length).toBe(6)
    expect(
      written.pipe
        .trim()
        .split('\n')
        .map(line => line.split(',')[0]),
    ).toEqual(['Reading', 'Storing'])
  })
})
