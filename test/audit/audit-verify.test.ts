import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoredEvent } from '../../server/audit/event-hash.ts'
import { csvExport } from '../../server/audit/export/csv-export.ts'
import { jsonExport } from '../../server/audit/export/json-export.ts'
import type { LogExport } from '../../server/audit/export/log-export.ts'
import { csvParts, jsonParts, verifyParts } from '../../server/commands/audit-verify.ts'
import { generatedLog, mutationsAt, START, type TestLog } from './generated-log.ts'

const LENGTH = 60
let log: TestLog
let entries: StoredEvent[]
beforeAll(async () => {
  log = await generatedLog(LENGTH)
  entries = await log.entries()
})
afterAll(async () => await log[Symbol.asyncDispose]())

const formats = {
  csv: { write: csvExport, read: (text: string) => csvParts([text]) },
  json: { write: jsonExport, read: jsonParts },
}
type Format = keyof typeof formats

const exportOf = (now: readonly StoredEvent[], more: Partial<LogExport> = {}): LogExport => ({
  ...{ organization: 'Logged MSP', exportedAt: START, selection: null, actors: new Map() },
  head: { seq: now.at(-1)?.seq ?? 0, hash: now.at(-1)?.hash ?? '' },
  batches: (async function* () {
    yield now.slice(0, 25)
    yield now.slice(25)
  })(),
  ...more,
})
async function textOf(format: Format, exported: LogExport): Promise<string> {
  let text = ''
  for await (const part of formats[format].write(exported)) text += part
  return text
}
const check = async (format: Format, text: string, anchorAt: number | null = null) =>
  await verifyParts(formats[format].read(text), anchorAt === null ? null : (entries[anchorAt - 1] ?? null))

test.each(['csv', 'json'] as const)('a %s export of a sound log is valid, whatever its texts', async format => {
  const text = await textOf(format, exportOf(entries))
  expect(await check(format, text, LENGTH)).toEqual({
    ...{ status: 0, checked: LENGTH },
    head: { seq: LENGTH, hash: entries.at(-1)?.hash },
  })
})

test.each(['csv', 'json'] as const)('each falsification at each position shows in the %s export', async format => {
  for (let position = 0; position < LENGTH; position++)
    for (const { name, entries: now } of mutationsAt(entries, position)) {
      // The table was falsified, then exported by an honest server.
      const finding = await check(format, await textOf(format, exportOf(now)))
      expect({ name, status: finding.status }).toEqual({ name, status: 1 })
      if (finding.status === 1) expect([position + 1, position + 2], name).toContain(finding.seq)
    }
})

test.each(['csv', 'json'] as const)(
  'records that are swapped, doubled or cut in the %s file are found',
  async format => {
    const text = await textOf(format, exportOf(entries))
    const lines = linesOf(format, text)
    const head = format === 'csv' ? lines.length - 1 : lines.length - 1
    for (let at = 1; at < head - 1; at++) {
      const swapped = lines.with(at, lines[at + 1] ?? '').with(at + 1, lines[at] ?? '')
      const doubled = lines.toSpliced(at, 0, lines[at] ?? '')
      const deleted = lines.toSpliced(at, 1)
      for (const [name, now] of Object.entries({ swapped, doubled, deleted }))
        expect({ at, name, status: (await check(format, joined(format, now))).status }).toEqual({ at, name, status: 1 })
    }
    const cut = joined(format, lines.toSpliced(head - 1, 1))
    expect(await check(format, cut)).toMatchObject({ status: 1, kind: 'CUT_TAIL', seq: LENGTH })
  },
)

// The texts of the log hold line ends, but never one before a number and a comma, or before a brace.
const linesOf = (format: Format, text: string) =>
  format === 'csv' ? text.split(/\r\n(?=\d+,|HEAD|$)/).filter(line => line !== '') : text.split(/,?\n(?=[{\]])/)
const joined = (format: Format, lines: readonly string[]) =>
  format === 'csv' ? `${lines.join('\r\n')}\r\n` : `${lines[0]}\n${lines.slice(1, -1).join(',\n')}\n${lines.at(-1)}`

test.each(['csv', 'json'] as const)(
  'a log cut before it was exported as %s is found against an anchor',
  async format => {
    for (const cut of [1, 2, 30, LENGTH - 1]) {
      const text = await textOf(format, exportOf(entries.slice(0, LENGTH - cut)))
      expect(await check(format, text, LENGTH)).toMatchObject({ status: 1, kind: 'CUT_TAIL', seq: LENGTH - cut + 1 })
    }
  },
)

test('a CSV file without its last line is not taken for a whole log', async () => {
  const text = await textOf('csv', exportOf(entries))
  expect(await check('csv', text.slice(0, text.lastIndexOf('HEAD')))).toMatchObject({ status: 1, kind: 'CUT_TAIL' })
})

test('a name that stands twice in a JSON entry is found', async () => {
  const text = await textOf('json', exportOf(entries))
  const twice = text.replace('"actor_id":', '"actor_id":99,"actor_id":')
  expect(await check('json', twice)).toMatchObject({ status: 1, kind: 'UNREADABLE' })
})

test('a selection is checked as far as it goes, and says so', async () => {
  const some = entries.filter(event => event.seq % 4 === 0)
  const head = { seq: LENGTH, hash: entries.at(-1)?.hash ?? '' }
  for (const format of ['csv', 'json'] as const) {
    const text = await textOf(format, exportOf(some, { head, selection: { actorId: 1 } }))
    expect(await check(format, text, LENGTH)).toMatchObject({ status: 3, checked: some.length })
    const edited = some.with(3, { ...(some[3] as StoredEvent), subject: 'other' })
    const false_ = await textOf(format, exportOf(edited, { head, selection: { actorId: 1 } }))
    expect(await check(format, false_)).toMatchObject({ status: 1, kind: 'EDITED', seq: some[3]?.seq })
  }
})

test('no cell of a CSV export begins a formula', async () => {
  const text = await textOf('csv', exportOf(entries))
  const cells = text.split(/\r\n|,/).map(cell => cell.replace(/^"/, ''))
  expect(cells.filter(cell => /^[=+\-@\t]/.test(cell))).toEqual([])
  expect(text).toContain("'=1+1")
})

test('the command needs nothing but the export, and its status says what it found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moat-verify-'))
  const command = fileURLToPath(new URL('../../server/commands/audit-verify.ts', import.meta.url))
  const run = async (...args: string[]) => {
    const { stdout, code } = await promisify(execFile)(process.execPath, [command, ...args], { cwd: folder }).then(
      ({ stdout }) => ({ stdout, code: 0 }),
      error => ({ stdout: `${error.stdout}${error.stderr}`, code: error.code }),
    )
    return { stdout, code }
  }
  try {
    const hash = entries.at(-1)?.hash ?? ''
    const sound = await textOf('csv', exportOf(entries))
    writeFileSync(join(folder, 'sound.csv'), sound)
    writeFileSync(
      join(folder, 'edited.json'),
      (await textOf('json', exportOf(entries))).replace('"role":"ANALYST"', '"role":"OWNER"'),
    )
    writeFileSync(join(folder, 'other.csv'), 'a,b\r\n1,2\r\n')
    const valid = await run('sound.csv', '--anchor', `${LENGTH}:${hash}`)
    expect(valid).toMatchObject({ code: 0 })
    expect(valid.stdout).toContain(`Head ${LENGTH}:${hash}`)
    expect(await run('sound.csv', '--anchor', `${LENGTH + 5}:${hash}`)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('CUT_TAIL'),
    })
    expect(await run('edited.json')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('Not valid at entry 1: EDITED'),
    })
    expect(await run('other.csv')).toMatchObject({ code: 2 })
    expect(await run('none.csv')).toMatchObject({ code: 2, stdout: expect.stringContaining('There is no file') })
    expect(await run('sound.csv', '--anchor', 'x')).toMatchObject({ code: 2, stdout: expect.stringContaining('Usage') })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
