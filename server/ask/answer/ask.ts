import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../../access/policy.ts'
import { dayOfIso } from '../../analytics/calendar.ts'
import { canonicalJson } from '../../audit/canonical-json.ts'
import { BadInput, ExpectedError, Forbidden } from '../../errors.ts'
import { explain } from '../../explanations/explain.ts'
import { parseExplainInput } from '../../explanations/explain-input.ts'
import { checkDimensions, checkStaffAccess, visibleMetric } from '../../metrics/catalogue/visible-metric.ts'
import { filterDimensions } from '../../metrics/filters/filter-dimensions.ts'
import type { MetricQueryInput } from '../../metrics/metric-query.ts'
import type { MetricTable } from '../../metrics/metric-table.ts'
import { parseMetricQuery } from '../../metrics/parse-metric-query.ts'
import { type OpenReading, openReading } from '../../metrics/plan/open-reading.ts'
import { tablePlan } from '../../metrics/plan/table-plan.ts'
import { readMetricTable } from '../../metrics/read-metric-table.ts'
import { type AskContext, type CompiledQuery, isExplanation } from '../context.ts'
import { interpret } from '../interpret.ts'
import type { Interpretation, NotRead, Read } from '../interpretation.ts'
import { tidyQuery } from '../parse/compile-query.ts'
import { abstainedText } from './abstained-text.ts'
import type { AnswerEngine, AnswerRecord, Clarification } from './answer-record.ts'
import { calibrated } from './calibrated.ts'
import { chipsOf } from './chips.ts'
import { explanationCitations, tableCitations } from './citations.ts'
import { queryWords, type WordSetting } from './query-words.ts'
import { type AskState, readAskState } from './read-ask-vocabulary.ts'
import type { SecondOpinion } from './second-opinion.ts'
import { tableSentence } from './sentence.ts'

export interface AskRequest {
  readonly question: string
  /** As if asked on that day, YYYY-MM-DD; null: today. */
  readonly today: string | null
  /** The query of the answer before, for follow-ups. */
  readonly previousQuery: Readonly<Record<string, unknown>> | null
  /** One of the clarifications or alternatives that were offered: answered as it is. */
  readonly choice: Readonly<Record<string, unknown>> | null
}

/** Readings and tables that are kept, of one state of the data. */
const REMEMBERED = 300

/**
 * Answers a question in words: reads it, checks what the viewer may see, runs the one query it means, and says what came
 * out. Never answers on a guess: what is unclear comes back as choices. Throws BadInput for a day, a previous query or a
 * choice that is none; everything else is an answer with a reason.
 */
export async function ask(
  em: SqlEntityManager,
  viewer: Member,
  request: AskRequest,
  { now, secondOpinion = null }: { readonly now: number; readonly secondOpinion?: SecondOpinion | null },
): Promise<AnswerRecord> {
  const started = performance.now()
  const open = await openReading(em, viewer, { definitions: 'NOW' }, now)
  const state = await readAskState(em, viewer, open)
  const context: AskContext = {
    vocabulary: state.vocabulary,
    periods: {
      today: dayAsked(request.today) ?? open.reading.today,
      fiscalYearStart: open.reading.organization.fiscalYearStart,
      months: await open.reading.months(),
    },
    previous: request.previousQuery && compiled(request.previousQuery, 'previousQuery'),
  }
  const asksOn = dayAsked(request.today)
  const asked: Asked = {
    em,
    viewer,
    open,
    state,
    context,
    now: asksOn === null ? now : asksOn * 86_400_000 + 43_200_000,
    setting: { definitions: state.vocabulary.visible, fiscalYearStart: context.periods.fiscalYearStart },
  }
  const answer = request.choice
    ? await answered(
        asked,
        { kind: 'READ', query: compiled(request.choice, 'choice'), counts: false, confidence: 1, evidence: [] },
        'RULES',
      )
    : await readAndAnswered(asked, request.question, secondOpinion)
  return { ...answer, durationMs: performance.now() - started }
}

interface Asked {
  readonly em: SqlEntityManager
  readonly viewer: Member
  readonly open: OpenReading
  readonly state: AskState
  readonly context: AskContext
  readonly now: number
  readonly setting: WordSetting
}

type Unfinished = Omit<AnswerRecord, 'durationMs'>

async function readAndAnswered(
  asked: Asked,
  question: string,
  secondOpinion: SecondOpinion | null,
): Promise<Unfinished> {
  const { context, state } = asked
  const key = `reading ${context.periods.today} ${canonicalJson(context.previous)} ${question.slice(0, 1001)}`
  const rules = remembered(state, key, () => interpret(question, context))
  const unsure = rules.kind === 'ABSTAINED' || rules.confidence < 0.9
  const second = unsure && secondOpinion ? await secondOpinion(question, rules, context) : null
  const reading: Interpretation = second?.reading ?? rules
  const engine: AnswerEngine = second?.reading ? 'MODEL' : 'RULES'
  const answer =
    reading.kind === 'READ'
      ? await answered(asked, { ...reading, confidence: calibrated(reading.confidence) }, engine)
      : abstained(asked, reading, engine)
  return { ...answer, note: second?.note ?? null }
}

function abstained({ setting }: Asked, reading: NotRead, engine: AnswerEngine): Unfinished {
  return {
    text: abstainedText(reading),
    reason: reading.reason,
    clarifications: reading.choices.map(
      ({ query }): Clarification => ({ label: queryWords(query, setting), choice: query }),
    ),
    chips: [],
    query: null,
    table: null,
    explanation: null,
    confidence: reading.confidence,
    engine,
    citations: [],
    note: null,
  }
}

async function answered(asked: Asked, reading: Read, engine: AnswerEngine): Promise<Unfinished> {
  const { query, confidence, evidence } = reading
  try {
    checkAccess(asked, query)
    const shared = { reason: null, clarifications: [], confidence, query, note: null }
    if (isExplanation(query)) {
      const explanation = await explain(asked.em, asked.viewer, query.explain, { now: asked.now })
      const chips = chipsOf(query, evidence, asked.context, asked.setting)
      return {
        ...shared,
        text: explanation.sentence,
        chips,
        table: null,
        explanation,
        engine,
        citations: explanationCitations(explanation),
      }
    }
    const { table, known } = await tableOf(asked, query)
    return {
      ...shared,
      text: tableSentence(table, query, reading.counts, asked.setting),
      chips: chipsOf(query, evidence, asked.context, asked.setting),
      table,
      explanation: null,
      engine: known && engine === 'RULES' ? 'CACHE' : engine,
      citations: tableCitations(table),
    }
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return refused(asked, error, query)
  }
}

/** The planner's own checks, before anything is read: metrics, order, conditions, comparison, names of staff. */
function checkAccess({ open: { catalogue }, viewer }: Asked, query: CompiledQuery): void {
  if (!isExplanation(query)) {
    tablePlan(parseMetricQuery(query), catalogue, viewer)
    return
  }
  const { metric, where, by, against } = parseExplainInput(query.explain)
  const definition = visibleMetric(catalogue, viewer, metric)
  const dimensions = [...filterDimensions(where), ...(by && by !== 'MEASURE' ? [by] : [])]
  checkStaffAccess(viewer, dimensions)
  checkDimensions(definition, dimensions, 'filtered')
  if (against === 'BUDGET' && !viewer.scopes.has('cost:read'))
    throw new Forbidden('Asking: BUDGET needs cost:read, which you do not have')
}

/** The table of a query, from memory where the same was asked of this state of the data on this day. */
async function tableOf(
  { em, viewer, state, context, now }: Asked,
  query: MetricQueryInput,
): Promise<{ table: MetricTable; known: boolean }> {
  // Whoever decides reviews sees values that others do not yet.
  const key = `table ${context.periods.today} ${viewer.scopes.has('reviews:decide')} ${canonicalJson(query)}`
  const known = state.memory.has(key)
  const table = await remembered(state, key, () => readMetricTable(em, viewer, query, { now }))
  return { table, known }
}

function remembered<T>(state: AskState, key: string, make: () => T): T {
  const { memory } = state
  const value = memory.has(key) ? (memory.get(key) as T) : make()
  memory.delete(key)
  memory.set(key, value)
  if (value instanceof Promise) value.catch(() => memory.delete(key))
  if (memory.size > REMEMBERED) memory.delete(memory.keys().next().value!)
  return value
}

/** A failure that people can act on becomes an answer: what is not theirs, cannot be grouped, has no value to explain. */
function refused(asked: Asked, error: ExpectedError, query: CompiledQuery): Unfinished {
  const reason =
    error.code === 'FORBIDDEN'
      ? 'FORBIDDEN'
      : error.code === 'IMPOSSIBLE_GROUPING'
        ? 'IMPOSSIBLE_GROUPING'
        : error.code === 'IMPOSSIBLE_COMPARISON' || error.code === 'NO_BUDGET' || error.code === 'NO_TARGET'
          ? 'IMPOSSIBLE_COMPARISON'
          : error.code === 'NOT_EXPLAINED'
            ? 'UNSUPPORTED'
            : null
  if (reason === null) throw error
  const plain = { reason, about: [], choices: instead(query), confidence: 0, kind: 'ABSTAINED', evidence: [] } as const
  return { ...abstained(asked, plain, 'RULES'), text: error.message }
}

/** Where a value cannot be explained, the value itself can be shown. */
const instead = (query: CompiledQuery) =>
  isExplanation(query) && query.explain.against === 'PREVIOUS_PERIOD' && query.explain.period
    ? [
        {
          query: {
            metrics: [query.explain.metric],
            ...(query.explain.where ? { where: query.explain.where } : {}),
            period: query.explain.period,
            compareTo: 'PREVIOUS_PERIOD',
          } as CompiledQuery,
        },
      ]
    : []

function dayAsked(today: string | null): number | null {
  if (today === null) return null
  const day = dayOfIso(today)
  if (day === null) throw new BadInput(`Asking as if on "${today}": there is no such day; send YYYY-MM-DD`)
  return day
}

/** A query that came back from a caller, checked as any other. Throws BadInput for what is none. */
function compiled(given: Readonly<Record<string, unknown>>, field: string): CompiledQuery {
  if ('explain' in given) return { explain: parseExplainInput(given.explain) }
  if (!('metrics' in given))
    throw new BadInput(`Reading ${field}: it is neither a MetricQuery nor {explain}; send what an answer gave as it is`)
  const { definitions: _, ...query } = parseMetricQuery(given as MetricQueryInput)
  return tidyQuery(query)
}
