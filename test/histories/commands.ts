import type fc from 'fast-check'
import { expect } from 'vitest'
import type { DatasetKind } from '../../server/datasets/dataset.ts'
import { defaultPolicies } from '../../server/governance/default-policies.ts'
import { chanceOf } from '../metrics/oracle/random.ts'
import type { WorldTimeLog } from '../metrics/oracle/world.ts'
import type { FirmModel, Upload } from './firm-model.ts'
import type { Firm, FirmServer, Outcome } from './firms.ts'
import { randomSheet } from './random-sheet.ts'
import { sheetFile } from './sheet.ts'
import type { Row } from './standing-rows.ts'

/** Both MSPs of a history, and what of them is known besides the model. */
export interface Told {
  readonly server: FirmServer
  readonly product: Firm
  readonly plain: Firm
  /** Ids of versions at either, by number. */
  readonly ids: Map<number, { readonly product: string; readonly plain: string }>
  /** Rows that were rejected and can be mended, the newest last. */
  readonly mendable: { snapshot: number; row: number; column: string; text: string; upload: Upload }[]
  /** Asks both and the model the same things. */
  readonly check: (model: FirmModel, seed: number) => Promise<void>
}

type Command = fc.AsyncCommand<FirmModel, Told>

const datasets: readonly DatasetKind[] = [
  ...(['TIME_LOGS', 'TIME_LOGS', 'TIME_LOGS', 'INVOICES', 'INVOICES', 'LICENSES'] as const),
  ...(['STAFF', 'CLIENTS', 'BUDGETS', 'FX_RATES'] as const),
]

/** Something that happens, then everything is asked. */
const command = (name: string, seed: number, happens: (model: FirmModel, told: Told) => Promise<void>): Command => ({
  check: () => true,
  run: async (model, told) => {
    await happens(model, told)
    await told.server.settle()
    await told.check(model, seed)
  },
  toString: () => `${name} ${seed}`,
})

/** The same at both; they must answer the same. */
async function onBoth(told: Told, act: (firm: Firm, which: 'product' | 'plain') => Promise<Outcome>): Promise<Outcome> {
  const [product, plain] = [await act(told.product, 'product'), await act(told.plain, 'plain')]
  expect({ ...product, id: null }).toEqual({ ...plain, id: null })
  if (product.number !== null && !told.ids.has(product.number))
    told.ids.set(product.number, { product: product.id!, plain: plain.id! })
  return product
}

/** The list of clients, with which every history begins. */
export async function begin(model: FirmModel, told: Told): Promise<void> {
  // The random sample hangs on the organization.
  const policy = 'mutation ($value: JSON!) { setPolicy(key: "review", value: $value) { version } }'
  for (const firm of [told.product, told.plain])
    expect((await firm.ask(policy, { value: { ...defaultPolicies.review, sampleShare: 0 } })).errors).toEqual([])
  const options = {
    mode: 'LENIENT',
    scope: 'UPSERT',
    period: null,
    createMissingClients: false,
    dryRun: false,
  } as const
  const file = await sheetFile(model.firm, 'CLIENTS', 'plain', [])
  const outcome = await onBoth(told, firm => firm.upload('CLIENTS', file, options))
  model.upload({ dataset: 'CLIENTS', rows: model.firm.clients, ...options }, outcome.number!)
}

async function bring(model: FirmModel, told: Told, dataset: DatasetKind, seed: number): Promise<void> {
  const { file, options, upload, rejected } = await randomSheet(chanceOf(seed), model, dataset)
  const outcome = await onBoth(told, firm => firm.upload(dataset, file, options))
  if (upload === null) {
    if (!options.dryRun) expect(outcome.type).toBe('RowsRejected')
    return
  }
  expect(outcome.type).toBe('Snapshot')
  model.upload(upload, outcome.number!)
  const again = { dataset, scope: 'UPSERT', period: null, createMissingClients: options.createMissingClients } as const
  rejected.forEach((row, index) => {
    const mended = file.mended[index]!
    told.mendable.push({ snapshot: outcome.number!, ...mended, upload: { ...again, rows: [row] } })
  })
}

export const upload = (seed: number): Command =>
  command('upload', seed, (model, told) => bring(model, told, chanceOf(seed).pick(datasets), seed))

/** The cell of a rejected row is mended, as it stood before it was spoilt. */
export const correct = (seed: number): Command =>
  command('correct', seed, async (model, told) => {
    const mended = told.mendable.pop()
    if (!mended || mended.upload.rows.some(row => !isNamed(model, row, mended.upload))) return
    const { snapshot, row, column, text } = mended
    const ids = told.ids.get(snapshot)!
    const outcome = await onBoth(told, (firm, which) => firm.correct(ids[which], row, column, text))
    expect(outcome.type).toBe('Snapshot')
    model.upload(mended.upload, outcome.number!)
  })

const isNamed = (model: FirmModel, row: Row, { createMissingClients }: Upload): boolean =>
  !('client' in row) || createMissingClients || model.isStanding(row.client)

/** The newest version that can be undone, or an older one if nothing was built on it. */
export const revert = (seed: number): Command =>
  command('revert', seed, async (model, told) => {
    const undoable = model.undoable.filter(version => version > 1)
    const newest = undoable.at(-1)
    const chance = chanceOf(seed)
    const target = chance.percent(60) ? newest : chance.pick(undoable)
    if (target === undefined) return
    const ids = told.ids.get(target)!
    const outcome = await onBoth(told, (firm, which) => firm.revert(ids[which]))
    if (outcome.type === 'RevertConflict' && target !== newest) return
    expect(outcome.type).toBe('Snapshot')
    model.revert(target, outcome.number!)
  })

/** A person of the time logs whom no staff list knows is erased; once, as the names that stand instead have no order. */
export const erase = (seed: number): Command =>
  command('erase', seed, async (model, { product, plain, mendable }) => {
    if (model.erased) return
    const person = 'Contractor Kim'
    const mutation = `mutation { eraseSubject(person: "${person}", dryRun: false) { pseudonym } }`
    const [one, other] = [await product.ask(mutation), await plain.ask(mutation)]
    expect([one.errors, other.errors]).toEqual([[], []])
    const { pseudonym } = one.data.eraseSubject
    expect(pseudonym === null).toBe(other.data.eraseSubject.pseudonym === null)
    if (pseudonym === null) return
    mendable.length = 0
    model.erased = true
    model.rewrite('TIME_LOGS', row => {
      const log = row as WorldTimeLog
      return log.staffName === person ? { ...log, staffName: pseudonym } : log
    })
  })

/** Rows older than so many months are deleted. */
export const retain = (seed: number): Command =>
  command('retain', seed, async (model, { product, plain, mendable }) => {
    const dataset = chanceOf(seed).pick(['TIME_LOGS', 'INVOICES'] as const)
    // The clock stands in January 2026: these keep what is dated in May or June 2025 and later.
    const months = chanceOf(seed).pick([7, 8])
    for (const firm of [product, plain]) {
      const set = (value: object) =>
        firm.ask('mutation ($value: JSON!) { setPolicy(key: "retention", value: $value) { version } }', { value })
      expect((await set({ months: { [dataset]: months } })).errors).toEqual([])
      expect((await firm.ask('mutation { applyRetention(dryRun: false) { dryRun } }')).errors).toEqual([])
      // Else the server would do so again at night, and a server that begins anew at once.
      expect((await set({ months: {} })).errors).toEqual([])
    }
    mendable.length = 0
    const first = months === 7 ? '2025-06-01' : '2025-05-01'
    model.rewrite(dataset, row => ('date' in row && row.date < first ? null : row))
  })

/** A result that waits for review is approved, rejected or corrected. */
export const decide = (seed: number): Command =>
  command('decide', seed, async (model, { product, plain }) => {
    const chance = chanceOf(seed)
    const listed = `{ reviewTasks(first: 1000, filter: {status: OPEN}) { nodes {
      id version metric { key } client { name } period { label } } } }`
    const tasks = (await product.ask(listed)).data.reviewTasks.nodes
    if (tasks.length === 0) return
    const at = chance.between(0, tasks.length - 1)
    const verdict = chance.pick([
      { decision: 'APPROVE' },
      { decision: 'REJECT' },
      { decision: 'CORRECT', correctedValue: 12.5 },
    ])
    const about = ({ metric, client, period }: (typeof tasks)[number]) => JSON.stringify([metric, client, period])
    for (const firm of [product, plain]) {
      const task = (await firm.ask(listed)).data.reviewTasks.nodes.find(
        (each: (typeof tasks)[number]) => about(each) === about(tasks[at]),
      )
      const { data, errors } = await firm.ask(
        'mutation ($input: DecideReviewTaskInput!) { decideReviewTask(input: $input) { __typename } }',
        { input: { id: task?.id ?? '', version: task?.version ?? 0, comment: 'looked at it', ...verdict } },
      )
      expect(errors).toEqual([])
      expect(data.decideReviewTask.__typename).toBe('ReviewTask')
    }
    model.decided.add(tasks[at].metric.key)
    expect(await shownResult(product, tasks[at])).toMatchObject(shownAfter[verdict.decision as keyof typeof shownAfter])
  })

const shownAfter = {
  APPROVE: { status: 'PUBLISHED' },
  REJECT: { status: 'REJECTED', value: null },
  CORRECT: { status: 'CORRECTED', value: 12.5 },
} as const

type Task = { metric: { key: string }; client: { name: string } | null; period: { label: string } }

/** The result of a task as the cell of its month shows it. */
async function shownResult(firm: Firm, { metric, client, period }: Task): Promise<unknown> {
  const { data, errors } = await firm.ask(
    `query ($keys: [MetricValueKey!]!) { metricValues(keys: $keys) {
      ... on MetricValue { status value } ... on MetricValueError { code message } } }`,
    { keys: [{ metric: metric.key, client: client?.name ?? null, period: period.label }] },
  )
  expect(errors).toEqual([])
  return data.metricValues[0]
}
