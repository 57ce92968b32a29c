import type { SqlEntityManager } from '@mikro-orm/sql'
import { typeOfId } from '../access/opaque-id.ts'
import type { Member } from '../access/policy.ts'
import { isoOfDay } from '../analytics/calendar.ts'
import { BadInput } from '../errors.ts'
import type { MetricValue, Period } from './metric-table.ts'
import type { ResolvedPeriod } from './periods/resolve-period.ts'
import { answerKeys } from './plan/answer-keys.ts'
import type { AsOf, OpenReading } from './plan/open-reading.ts'
import { outcome } from './plan/outcome.ts'
import { readSteadily } from './plan/read-steadily.ts'

/** One cell, as a spreadsheet formula asks for it. */
export interface MetricValueKey {
  /** Key or name, in any case. */
  readonly metric: string
  /** Id, external id or exact name. */
  readonly client?: string | null | undefined
  readonly staff?: string | null | undefined
  readonly product?: string | null | undefined
  /** "2025-08", "2025-Q3", "2025", "YTD", "ALL", … */
  readonly period: string
  /** A snapshot's id, an instant, or a date (what was known by its end). */
  readonly asOf?: string | null | undefined
}

export type MetricValueResult =
  | { readonly value: MetricValue & { readonly period: Period } }
  | { readonly error: { readonly code: string; readonly message: string } }

const MAX_KEYS = 1000

/**
 * Answers many cells at once, in the order of their keys, each a value or what is wrong with it: one bad key spoils no
 * other. Keys that share a period, a moment and what they name are read together. Throws BadInput (TOO_MANY_KEYS) for
 * more than 1,000.
 */
export async function readMetricValues(
  em: SqlEntityManager,
  viewer: Member,
  keys: readonly MetricValueKey[],
  { now }: { readonly now: number },
): Promise<MetricValueResult[]> {
  if (keys.length > MAX_KEYS)
    throw new BadInput(
      `Reading metric values: ${keys.length} cells were asked for, at most ${MAX_KEYS} go at once`,
      'TOO_MANY_KEYS',
    )
  const results: MetricValueResult[] = new Array(keys.length)
  const moments = Map.groupBy(keys.keys(), index => keys[index]!.asOf ?? null)
  for (const [asOf, indexes] of moments) {
    const moment = { asOf: momentOf(asOf), definitions: 'NOW' } as const
    const read = (open: OpenReading) =>
      answerKeys(
        open,
        viewer,
        indexes.map(index => keys[index]!),
      )
    const answers = await outcome(() => readSteadily(em, viewer, moment, now, read))
    for (const [position, index] of indexes.entries()) {
      const answer = answers.ok ? answers.value[position]! : answers
      results[index] = answer.ok
        ? { value: Object.assign(answer.value.cell, { period: periodOf(answer.value.period) }) }
        : { error: answer.error }
    }
  }
  return results
}

const momentOf = (asOf: string | null): AsOf => {
  if (asOf === null) return undefined
  return typeOfId(asOf) === 'Snapshot' ? { snapshot: asOf } : { instant: asOf }
}

const periodOf = ({ from, to, label }: ResolvedPeriod): Period => ({ from: isoOfDay(from), to: isoOfDay(to), label })
