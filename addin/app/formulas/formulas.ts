import type { Api } from '../../api/api.ts'
import { explainedCell, savedQueryTable } from '../../api/operations/formulas.gen.ts'
import { againstArgument } from './against-argument.ts'
import { answerSpill } from './answer-spill.ts'
import { asOfArgument, monthArgument, periodArgument, requiredText, textArgument } from './arguments.ts'
import { provenValue, shownInSeries } from './cell-number.ts'
import { clientIdOf } from './client-id-of.ts'
import { clientsSpill } from './clients-spill.ts'
import { monthText, serialOfMonth } from './excel-month.ts'
import { explanationSpill } from './explanation-spill.ts'
import { FormulaError } from './formula-error.ts'
import { formulaErrorOf } from './formula-error-of.ts'
import { type MetricKey, metricBatch } from './metric-batch.ts'
import { patientRequests, type Timing } from './patient-requests.ts'
import { questionBatch } from './question-batch.ts'
import { SharedAnswers, type Started, type Versioned } from './shared-answers.ts'
import type { Spill } from './spill.ts'
import { ROWS_ASKED, tableSpill } from './table-spill.ts'

/** Arguments as Excel gives them: null for what is left out, "" for a blank cell, serial numbers for dates. */
type Argument = unknown

/**
 * What the formulas of a workbook answer. Every method rejects with FormulaError, in words for the cell, or with
 * AbortError once nobody waits (`signal`).
 */
export interface Formulas {
  metric(call: MetricCall, signal?: AbortSignal): Promise<number>
  /** The chance, 0 to 1, that a value stays as it is. */
  confidence(call: MetricCall, signal?: AbortSignal): Promise<number>
  /** A row for each month: its first day, and the value. */
  series(
    call: { readonly metric: Argument; readonly client: Argument; readonly from: Argument; readonly to: Argument },
    signal?: AbortSignal,
  ): Promise<Spill>
  /** A saved query with headings. */
  table(name: Argument, signal?: AbortSignal): Promise<Spill>
  /** The drivers of a difference with headings, and their sum. */
  explain(
    call: {
      readonly metric: Argument
      readonly client: Argument
      readonly period: Argument
      readonly against: Argument
    },
    signal?: AbortSignal,
  ): Promise<Spill>
  /** Names of clients, one a row. */
  clients(signal?: AbortSignal): Promise<Spill>
  /** The answer to a question in words: a number, or a table with headings. */
  ask(question: Argument, signal?: AbortSignal): Promise<Spill>
  /** Forgets all answers, so that the next calculation asks the server. */
  invalidate(): void
}

export interface MetricCall {
  readonly metric: Argument
  readonly client: Argument
  readonly period: Argument
  readonly asOf: Argument
}

/** Answers are kept so long, unless data changes before; reviews change what is shown without changing data. */
const KEPT = 10 * 60_000
const MOST_MONTHS = 600

const realTime: Timing = {
  now: Date.now,
  sleep: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
}

export function createFormulas(server: Api, timing: Timing = realTime): Formulas {
  const api = patientRequests(server, timing)
  const answers = new SharedAnswers({ milliseconds: KEPT, now: timing.now })
  const askCell = metricBatch(api, timing.sleep)
  const askQuestion = questionBatch(api, timing.sleep)
  const cellOf = (key: MetricKey, signal?: AbortSignal) =>
    answers.get(`metric ${JSON.stringify(sameKey(key))}`, () => askCell(key), signal)

  /** One request of its own, shared by equal formulas and ended when none of them waits any more. */
  const request = <Answer>(
    key: readonly unknown[],
    ask: (signal: AbortSignal) => Promise<Versioned<Answer>>,
    signal?: AbortSignal,
  ): Promise<Answer> =>
    answers.get(
      JSON.stringify(key),
      (): Started<Answer> => {
        const stop = new AbortController()
        const cancel = () => {
          stop.abort()
          return true
        }
        return { answer: ask(stop.signal), cancel }
      },
      signal,
    )

  const allClients = told((_: null, signal) => request(['clients'], stop => clientsSpill(api, stop), signal))

  return {
    metric: told(async (call, signal) => {
      const key = keyOf(call)
      return provenValue(await cellOf(key, signal), key).value
    }),
    confidence: told(async (call, signal) => {
      const key = keyOf(call)
      return provenValue(await cellOf(key, signal), key).confidence.score
    }),
    series: told(async (call, signal) => {
      const { metric, client } = keyOf({ ...call, period: null, asOf: null })
      const [from, to] = [monthArgument(call.from, 'from'), monthArgument(call.to, 'to')]
      if (to < from) throw new FormulaError('wrong', 'The series ends before it starts: swap from and to')
      if (to - from >= MOST_MONTHS)
        throw new FormulaError('wrong', `The series has ${to - from + 1} months: it shows at most ${MOST_MONTHS}`)
      const months = Array.from({ length: to - from + 1 }, (_, index) => from + index)
      return await Promise.all(
        months.map(async month => {
          const key = { metric, client, period: monthText(month), asOf: null }
          return [serialOfMonth(month), shownInSeries(await cellOf(key, signal), key)]
        }),
      )
    }),
    table: told(async (name, signal) => {
      const query = requiredText(name, 'query name', '"Margin by client"')
      const ask = async (signal: AbortSignal) => {
        const answer = await api.request(savedQueryTable, { name: query, first: ROWS_ASKED }, { signal })
        return { value: answer.runSavedQuery, version: answer.viewer.organization?.dataVersion ?? 0 }
      }
      return tableSpill(await request(['table', query.toLowerCase()], ask, signal))
    }),
    explain: told(async (call, signal) => {
      const metric = requiredText(call.metric, 'metric', '"revenue"')
      const client = textArgument(call.client, 'client')
      const period = periodArgument(call.period)
      const against = againstArgument(call.against)
      const ask = async (signal: AbortSignal) => {
        const input = {
          metric,
          against: against.kind,
          ...(client === null ? {} : { where: { clients: [client] } }),
          ...(period === null ? {} : { period: { named: period } }),
          ...(against.kind === 'CLIENT' ? { clientId: await clientIdOf(api, against.client, signal) } : {}),
        }
        const answer = await api.request(explainedCell, { input }, { signal })
        return { value: answer.explain, version: answer.viewer.organization?.dataVersion ?? 0 }
      }
      return explanationSpill(await request(['explain', metric, client, period, against], ask, signal))
    }),
    clients: signal => allClients(null, signal),
    ask: told(async (question, signal) => {
      const words = requiredText(question, 'question', '"revenue last month"')
      return answerSpill(await answers.get(`ask ${words}`, () => askQuestion(words), signal))
    }),
    invalidate: () => answers.clear(),
  }
}

function keyOf({ metric, client, period, asOf }: MetricCall): MetricKey {
  return {
    metric: requiredText(metric, 'metric', '"revenue"'),
    client: textArgument(client, 'client'),
    period: periodArgument(period) ?? 'ALL',
    asOf: asOfArgument(asOf),
  }
}

/** Names are the same in any case; ids, as of and as client, are not. */
const sameKey = ({ metric, client, period, asOf }: MetricKey): readonly unknown[] => [
  metric.toLowerCase(),
  client,
  period,
  asOf,
]

/** Failures in words for the cell, thrown ones included. */
const told =
  <Call, Answer>(answer: (call: Call, signal?: AbortSignal) => Promise<Answer>) =>
  async (call: Call, signal?: AbortSignal): Promise<Answer> => {
    try {
      return await answer(call, signal)
    } catch (error) {
      throw formulaErrorOf(error)
    }
  }
