import { basename, extname } from 'node:path'
import { parseArgs } from 'node:util'
import { dayOfIso } from '../analytics/calendar.ts'
import type { Dataset } from '../datasets/dataset.ts'
import { datasetNamed, datasets } from '../datasets/datasets.ts'
import type { ImportRequest } from '../snapshots/import-request.ts'
import { mappingOf } from './mapping-argument.ts'
import { UsageError } from './usage-error.ts'

/** What `npm run import` was asked to do. */
export interface ImportArguments
  extends Pick<
    ImportRequest,
    'mode' | 'scope' | 'period' | 'mapping' | 'sheet' | 'createMissingClients' | 'dryRun' | 'description'
  > {
  readonly file: string
  readonly dataset: Dataset
  /** null: the only one there is. */
  readonly organization: string | null
  /** What unknown names in the file mean: an existing client's name or external id. */
  readonly clients: readonly { readonly name: string; readonly client: string }[]
  /** How many row issues to print. */
  readonly issues: number
}

export const importUsage = `npm run import -- --dataset NAME [options] FILE

Imports a CSV or XLSX file as a new version of a dataset and prints the report.

  --dataset NAME            ${datasets.map(dataset => dataset.name).join(', ')};
                            not needed for a file that is named so, e.g. clients.csv
  --organization NAME       needed where the installation has more than one
  --mode lenient|strict     lenient (default): good rows are kept, the rest is reported; strict: all or nothing
  --scope upsert|replace_period|replace_all
                            upsert (default): add and change; replace_*: also remove what the file does not have
  --from, --to YYYY-MM-DD   the period that replace_period replaces
  --map "HEADING=COLUMN"    how a heading is to be read, once per heading; "HEADING=" leaves it out. After the column, where
                            it is needed: ,day-first or ,month-first; ,decimal-point or ,decimal-comma; ,WORD:MEANING
  --client "NAME=CLIENT"    which client (name or external id) an unknown name in the file means; remembered
  --sheet NAME              the worksheet or table of a workbook that has several
  --create-missing-clients  clients that are named in the file and unknown are created
  --dry-run                 the same report, and nothing is stored
  --description TEXT        stands with the version
  --issues N                print the first N row issues (default 20)

Exit status: 0 accepted (also when the same file was imported before), 1 not accepted, 2 the command cannot be used so.`

const options = {
  dataset: { type: 'string' },
  organization: { type: 'string' },
  mode: { type: 'string', default: 'lenient' },
  scope: { type: 'string', default: 'upsert' },
  from: { type: 'string' },
  to: { type: 'string' },
  map: { type: 'string', multiple: true, default: [] as string[] },
  client: { type: 'string', multiple: true, default: [] as string[] },
  sheet: { type: 'string' },
  'create-missing-clients': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  description: { type: 'string' },
  issues: { type: 'string', default: '20' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** The arguments, or null when help was asked for. Throws UsageError. */
export function importArguments(words: readonly string[]): ImportArguments | null {
  const { values, positionals } = parsed(words)
  if (values.help) return null
  const [file, ...others] = positionals
  if (file === undefined) throw new UsageError('Name the file to import')
  if (others.length > 0) throw new UsageError(`One file at a time: "${others.join('", "')}" is too much`)
  const scope = oneOf('--scope', values.scope, {
    upsert: 'UPSERT',
    replace_period: 'REPLACE_PERIOD',
    replace_all: 'REPLACE_ALL',
  } as const)
  const dataset = datasetOfFile(values.dataset, file)
  return {
    file,
    dataset,
    organization: values.organization ?? null,
    mode: oneOf('--mode', values.mode, { strict: 'STRICT', lenient: 'LENIENT' } as const),
    scope,
    period: periodOf(scope, values.from, values.to),
    mapping: values.map.map(text => mappingOf(text, dataset)),
    clients: values.client.map(clientOf),
    sheet: values.sheet ?? null,
    createMissingClients: values['create-missing-clients'],
    dryRun: values['dry-run'],
    description: values.description ?? null,
    issues: count('--issues', values.issues),
  }
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'The arguments cannot be read')
  }
}

function datasetOfFile(named: string | undefined, file: string): Dataset {
  const name = named ?? basename(file, extname(file))
  const dataset = datasetNamed(name.toLowerCase().replaceAll('-', '_'))
  if (dataset) return dataset
  const known = datasets.map(each => each.name).join(', ')
  throw new UsageError(
    named === undefined ? `Say what "${file}" holds: --dataset ${known}` : `--dataset: "${named}" is none of ${known}`,
  )
}

function clientOf(text: string): ImportArguments['clients'][number] {
  const [name = '', client = '', ...more] = text.split('=').map(part => part.trim())
  if (name === '' || client === '' || more.length > 0) throw new UsageError(`--client: "${text}" is not NAME=CLIENT`)
  return { name, client }
}

function oneOf<const T>(option: string, word: string, meanings: Readonly<Record<string, T>>): T {
  const meaning = meanings[word.toLowerCase().replaceAll('-', '_')]
  if (meaning === undefined) throw new UsageError(`${option}: "${word}" is none of ${Object.keys(meanings).join(', ')}`)
  return meaning
}

function periodOf(scope: ImportRequest['scope'], from: string | undefined, to: string | undefined) {
  if (scope !== 'REPLACE_PERIOD') {
    if (from === undefined && to === undefined) return null
    throw new UsageError('--from and --to go with --scope replace_period')
  }
  const range = { from: day('--from', from), to: day('--to', to) }
  if (range.to < range.from) throw new UsageError(`--to: ${to} lies before --from ${from}`)
  return range
}

function day(option: string, text: string | undefined): number {
  const value = text === undefined ? null : dayOfIso(text)
  if (value === null) throw new UsageError(`${option}: ${text ?? 'nothing'} is not a day as YYYY-MM-DD`)
  return value
}

function count(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${option}: "${text}" is not a whole number`)
  return Number(text)
}
