/**
 * `npm run audit:verify -- <export> [--anchor seq:hash]`: checks an exported audit log without the server that wrote
 * it. The file needs nothing but Node (22.18 or later) and shares no code with the server, so that an auditor can read
 * it whole and keep a copy of it.
 *
 * Each entry's hash is the SHA-256 of the canonical JSON (keys sorted, no spaces) of its columns without `hash` and
 * `personal`; `request_id`, `api_key_id` and `personal_digest` are left out where they are null. `previous_hash` is the
 * hash of the entry before, '' for the first. `personal_digest` is the SHA-256 of the text `personal`, which may be
 * erased later: then an entry audit.personal_erased names the actor or the entries.
 *
 * Exit status: 0 every entry is as it was written; 1 something is wrong; 2 it cannot be checked; 3 nothing is wrong
 * with the entries, but the file holds a selection of the log, so what is left out cannot be judged.
 */
import { createHash } from 'node:crypto'
import { createReadStream, realpathSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

type Cell = string | number | null | undefined
type Entry = Readonly<Record<string, Cell>>
type Anchor = { readonly seq: number; readonly hash: string }
/** What an export says of itself. */
type Foot = { readonly whole: boolean; readonly count: number; readonly head: Anchor }
/** An entry of the file, its foot, or the place where the file cannot be read on. */
type Part = { entry: Entry } | { foot: Foot } | { broken: string }

export type Finding =
  | { readonly status: 0 | 3; readonly checked: number; readonly head: Anchor }
  | { readonly status: 1; readonly checked: number; readonly seq: number; readonly kind: string; readonly text: string }

/** The file is no export, or one that this tool does not read. */
class Unreadable extends Error {}

const columns =
  'seq at organization_id actor_id role api_key_id action subject details request_id personal personal_digest previous_hash hash'.split(
    ' ',
  )
const numbers = ['seq', 'organization_id', 'actor_id', 'api_key_id']
const blankIsNull = ['actor_id', 'role', 'api_key_id', 'request_id', 'personal', 'personal_digest']
/** A JSON document is read whole; Node's strings end at 512 MiB. */
const JSON_LIMIT = 400 * 1024 * 1024

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const keys = Object.keys(value).sort()
  return `{${keys.map(key => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`).join(',')}}`
}

function hashOf(entry: Entry): string {
  const optional = ['request_id', 'api_key_id', 'personal_digest']
  const covered = columns.filter(name => name !== 'hash' && name !== 'personal')
  const content = covered.filter(name => !(optional.includes(name) && entry[name] === null))
  return sha256(canonical(Object.fromEntries(content.map(name => [name, entry[name] ?? null]))))
}

/** Checks the parts of an export from first to last; the first thing that is wrong ends it. */
export async function verifyParts(
  parts: AsyncIterable<Part> | Iterable<Part>,
  anchor: Anchor | null,
): Promise<Finding> {
  const entries: { last: Anchor; checked: number; gap: number | null } = {
    last: { seq: 0, hash: '' },
    checked: 0,
    gap: null,
  }
  const bare = new Map<number, Cell>()
  let foot: Foot | null = null
  // What is wrong behind a gap waits for the end of the file: in a whole log the gap came first.
  let later: Finding | null = null
  const wrong = (seq: number, kind: string, text: string): Finding => ({
    status: 1,
    checked: entries.checked,
    seq,
    kind,
    text,
  })
  for await (const part of parts) {
    const expected = entries.last.seq + 1
    if ('broken' in part) return wrong(expected, 'UNREADABLE', `After entry ${expected - 1} ${part.broken}`)
    if (foot) return wrong(expected, 'OUT_OF_ORDER', 'Something stands after the head at the end of the file')
    if ('foot' in part) {
      foot = part.foot
      continue
    }
    if (later) continue
    const problem = problemOf(part.entry, entries, anchor)
    if (problem && entries.gap === null) return wrong(...problem)
    if (problem) {
      later = wrong(...problem)
      continue
    }
    const seq = part.entry.seq as number
    entries.last = { seq, hash: part.entry.hash as string }
    entries.checked++
    if (part.entry.personal_digest !== null && part.entry.personal === null) bare.set(seq, part.entry.actor_id)
    if (part.entry.action === 'audit.personal_erased') excuse(bare, String(part.entry.details))
  }
  const { last, checked, gap } = entries
  if (!foot)
    return wrong(last.seq + 1, 'CUT_TAIL', `The file ends after entry ${last.seq}, without the head at its end`)
  const { head, whole, count } = foot
  if (whole && gap !== null) return wrong(gap, 'MISSING_ENTRY', `Entry ${gap} is missing`)
  if (later) return later
  if (!Number.isSafeInteger(head.seq) || typeof head.hash !== 'string')
    return wrong(last.seq, 'HEAD_MISMATCH', 'The head at the end of the file cannot be read')
  if (count !== checked || (whole && head.seq > last.seq))
    return wrong(
      last.seq + 1,
      'CUT_TAIL',
      `The file has ${checked} entries up to ${last.seq}, and says ${count} up to ${head.seq}`,
    )
  if (last.seq > head.seq || (last.seq === head.seq && last.hash !== head.hash))
    return wrong(last.seq, 'HEAD_MISMATCH', `The head at the end of the file is not its last entry, ${last.seq}`)
  if (anchor && anchor.seq > head.seq)
    return wrong(head.seq + 1, 'CUT_TAIL', `The log ends with entry ${head.seq}; the anchor is entry ${anchor.seq}`)
  if (anchor && anchor.seq === head.seq && anchor.hash !== head.hash)
    return wrong(head.seq, 'ANCHOR_MISMATCH', `Entry ${head.seq} has the hash ${head.hash}, the anchor ${anchor.hash}`)
  const [lost] = bare.keys()
  if (whole && lost !== undefined)
    return wrong(
      lost,
      'PERSONAL_MISSING',
      `The personal data of entry ${lost} is gone, and no entry says it was erased`,
    )
  return { status: whole ? 0 : 3, checked, head }
}

/** What is wrong with an entry where it stands. A gap is only noted: in a selection there may be gaps. */
function problemOf(
  entry: Entry,
  entries: { last: Anchor; gap: number | null },
  anchor: Anchor | null,
): [number, string, string] | null {
  const { seq } = entry
  const expected = entries.last.seq + 1
  if (typeof seq !== 'number') return [expected, 'EDITED', `What follows entry ${expected - 1} has no number`]
  if (seq < expected) return [seq, 'OUT_OF_ORDER', `Entry ${seq} stands after entry ${expected - 1}`]
  if (seq > expected) entries.gap ??= expected
  if (Object.keys(entry).length !== columns.length || columns.some(name => entry[name] === undefined))
    return [seq, 'EDITED', `Entry ${seq} does not have the columns of an entry`]
  if (seq === expected && entry.previous_hash !== entries.last.hash)
    return [seq, 'BROKEN_LINK', `Entry ${seq} does not follow entry ${seq - 1} as that one stands there`]
  if (hashOf(entry) !== entry.hash) return [seq, 'EDITED', `Entry ${seq} does not say what it said when it was written`]
  if (entry.personal !== null && sha256(String(entry.personal)) !== entry.personal_digest)
    return [seq, 'PERSONAL_EDITED', `The personal data of entry ${seq} is not what was written`]
  if (anchor?.seq === seq && anchor.hash !== entry.hash)
    return [seq, 'ANCHOR_MISMATCH', `Entry ${seq} has the hash ${entry.hash}, the anchor ${anchor.hash}`]
  return null
}

function excuse(bare: Map<number, Cell>, details: string): void {
  try {
    const { actorId, entries } = JSON.parse(details)
    for (const [seq, actor] of bare) if (actor === actorId || entries?.includes(seq)) bare.delete(seq)
  } catch {
    // What cannot be read erases nothing.
  }
}

/** The parts of a JSON export. */
export function* jsonParts(text: string): Generator<Part> {
  const log = parsed(text)
  if (log?.format !== 'moatmetrics-audit-log-1' || !Array.isArray(log.entries))
    throw new Unreadable('The file is JSON, but no export of an audit log')
  // A name that stands twice in an object would show one value to people and another to this check.
  if (JSON.stringify(log) !== text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1'))
    yield { broken: 'the file is not written as exports are: a name may stand twice in it' }
  for (const { at, details, personal, ...rest } of log.entries) {
    const asText = (value: unknown) =>
      typeof value === 'object' && value !== null ? canonical(value) : (value as Cell)
    yield { entry: { ...rest, at: instant(at), details: asText(details), personal: asText(personal) } }
  }
  if (log.head) yield { foot: { whole: log.selection === null, count: log.count, head: log.head } }
}

function parsed(text: string) {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Unreadable(`The file is no JSON: ${(error as Error).message}`)
  }
}

/** The parts of a CSV export, whatever its size. */
export async function* csvParts(text: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Part> {
  let heading = true
  for await (const cells of csvRecords(text)) {
    if (typeof cells === 'string') yield { broken: cells }
    else if (heading) {
      heading = false
      if (cells.join() !== columns.join())
        throw new Unreadable('The file is no export of an audit log: its heading is another')
    } else if (cells.length !== columns.length)
      yield { broken: `a record has ${cells.length} cells, not ${columns.length}` }
    else if (cells[0] === 'HEAD') yield { foot: footOf(cells) }
    else yield { entry: Object.fromEntries(columns.map((name, i) => [name, cellValue(name, cells[i] ?? '')])) }
  }
}

function footOf(cells: readonly string[]): Foot {
  const [action, seq, count, hash] = ['action', 'subject', 'details', 'hash'].map(name => cells[columns.indexOf(name)])
  return { whole: action === 'complete', count: Number(count), head: { seq: Number(seq), hash: hash ?? '' } }
}

function cellValue(name: string, cell: string): Cell {
  if (cell === '' && blankIsNull.includes(name)) return null
  if (numbers.includes(name)) return String(Number(cell)) === cell ? Number(cell) : cell
  // Exports put an apostrophe before what a spreadsheet would take for a formula.
  const text = /^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell
  return name === 'at' ? instant(text) : text
}

/** An instant as milliseconds; what is not written as exports write it stays as it is and has another hash. */
function instant(value: Cell): Cell {
  if (typeof value !== 'string') return value
  const at = /^-?\d+$/.test(value) ? Number(value) : Date.parse(value)
  if (Number.isNaN(at)) return value
  return String(at) === value || (Math.abs(at) <= 8.64e15 && new Date(at).toISOString() === value) ? at : value
}

/** Records of RFC 4180; a text in place of a record says why it cannot be read on. */
async function* csvRecords(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string[] | string> {
  let [cells, cell, state, first]: [string[], string, 'start' | 'plain' | 'quoted' | 'quote' | 'return', boolean] = [
    [],
    '',
    'start',
    true,
  ]
  for await (const chunk of chunks) {
    for (const sign of first ? chunk.replace(/^\uFEFF/, '') : chunk) {
      if (state === 'quoted') {
        if (sign === '"') state = 'quote'
        else cell += sign
      } else if (sign === '"') {
        if (state === 'plain' || state === 'return') return yield 'a quote stands within a cell'
        if (state === 'quote') cell += sign
        state = 'quoted'
      } else if ((sign === ',' && state !== 'return') || sign === '\n') {
        cells.push(cell)
        ;[cell, state] = ['', 'start']
        if (sign === '\n') {
          yield cells
          cells = []
        }
      } else if (state === 'return') return yield 'a line ends half'
      else if (sign === '\r') state = 'return'
      else if (state === 'quote') return yield 'something stands behind a closing quote'
      else [cell, state] = [cell + sign, 'plain']
    }
    first = false
  }
  if (state === 'quoted') yield 'a quote is not closed'
  else if (cells.length > 0 || cell !== '') yield [...cells, cell]
}

async function verifyFile(path: string, anchor: Anchor | null): Promise<Finding> {
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) throw new Unreadable(`There is no file ${path}`)
  if (/\.csv$/i.test(path)) return await verifyParts(csvParts(createReadStream(path, 'utf8')), anchor)
  if (!/\.json$/i.test(path)) throw new Unreadable(`${path} is no .csv or .json; export the log as one of these`)
  if (size > JSON_LIMIT) throw new Unreadable(`${path} has ${size} bytes, too many for JSON; export the log as CSV`)
  return await verifyParts(jsonParts(await readFile(path, 'utf8')), anchor)
}

const USAGE = `Usage: audit-verify <export.csv|export.json> [--anchor seq:hash]
  --anchor  the head printed on an earlier export or report: also finds that the end of the log was cut or all of it
            was written anew`

async function main(args: readonly string[]): Promise<number> {
  const at = args.indexOf('--anchor')
  const anchor = at < 0 ? null : (/^([1-9]\d*):([0-9a-f]{64})$/.exec(args[at + 1] ?? '') ?? undefined)
  const files = args.filter((_, i) => at < 0 || (i !== at && i !== at + 1))
  if (anchor === undefined || files.length !== 1 || files[0]?.startsWith('-')) {
    console.error(USAGE)
    return args.length === 1 && args[0] === '--help' ? 0 : 2
  }
  try {
    const finding = await verifyFile(files[0] ?? '', anchor && { seq: Number(anchor[1]), hash: anchor[2] ?? '' })
    for (const line of report(finding, anchor !== null)) console.log(line)
    return finding.status
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    console.error(`Checking the export: ${error.message}`)
    return 2
  }
}

function report(finding: Finding, anchored: boolean): string[] {
  if (finding.status === 1)
    return [
      `Not valid at entry ${finding.seq}: ${finding.kind}`,
      finding.text,
      `${finding.checked} entries before it are as they were written.`,
    ]
  const { checked, head, status } = finding
  const lines = [`${checked} entries are as they were written.`, `Head ${head.seq}:${head.hash}`]
  if (status === 3) lines.push('The file holds a selection of the log: what is left out cannot be judged.')
  if (!anchored) lines.push('No --anchor was given: that the log was cut before it was exported would not show.')
  return lines
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exitCode = await main(process.argv.slice(2))
