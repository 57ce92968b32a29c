import { firstDayOfMonth } from '../analytics/calendar.ts'
import type { Dimension } from '../metrics/metric-query.ts'
import type { AskContext } from './context.ts'
import type { Choice, Evidence, Interpretation } from './interpretation.ts'
import { compile } from './parse/compile.ts'
import { Abstain, type Assumed, type Draft, note } from './parse/draft.ts'
import { followedUp, readFollowUp } from './parse/follow-up.ts'
import { refuseLeftovers } from './parse/leftovers.ts'
import { readComparisons } from './parse/read-comparisons.ts'
import { readDimensions } from './parse/read-dimensions.ts'
import { readGuards } from './parse/read-guards.ts'
import { readMetrics } from './parse/read-metrics.ts'
import { readNames } from './parse/read-names.ts'
import { readNumbers } from './parse/read-numbers.ts'
import { readPeriods } from './parse/read-periods.ts'
import { readSubject } from './parse/read-subject.ts'
import { segments } from './parse/segments.ts'
import { settleMetrics } from './parse/settle-metrics.ts'
import { cleaned, isMixedScript } from './words/cleaned.ts'
import { spelled } from './words/spelled.ts'
import { tokens } from './words/tokens.ts'

/** Most characters (code points) of a question. */
export const MAX_QUESTION = 500
/** Questions of more words than people ask are not read: each pass takes its time with every word. */
const MAX_WORDS = 90
/** Below it a reading is offered, not answered. */
export const SURE_ENOUGH = 0.7

/**
 * What a question means, by rules alone: a query with a confidence, or why there is none. Pure; answers in milliseconds
 * with thousands of clients, and never throws for what somebody types.
 */
export function interpret(question: string, context: AskContext): Interpretation {
  const evidence: Evidence[] = []
  try {
    return read(question, context, {}, evidence)
  } catch (error) {
    if (!(error instanceof Abstain)) throw error
    const choices = error.choices.flatMap(assumed => readAssuming(question, context, assumed))
    return { kind: 'ABSTAINED', reason: error.reason, about: error.about, choices, confidence: 0, evidence }
  }
}

/** The reading that a choice leads to, to be offered ready; none where it leads to no query either. */
function readAssuming(question: string, context: AskContext, assumed: Assumed): Choice[] {
  try {
    const found = read(question, context, assumed, [])
    return found.kind === 'READ' ? [{ query: found.query }] : found.choices.slice(0, 1)
  } catch (error) {
    if (!(error instanceof Abstain)) throw error
    return []
  }
}

function read(question: string, context: AskContext, assumed: Assumed, evidence: Evidence[]): Interpretation {
  // Counted before anything else: the length decides what all later steps cost.
  if (question.length > 2 * MAX_QUESTION || [...question].length > MAX_QUESTION) throw new Abstain('TOO_LONG')
  const { vocabulary } = context
  const words = tokens(cleaned(question))
  if (words.length === 0) throw new Abstain('EMPTY')
  if (words.length > MAX_WORDS) throw new Abstain('NOT_UNDERSTOOD')
  const mixed = words.filter(({ raw }) => isMixedScript(raw))
  if (mixed.length > 0)
    throw new Abstain(
      'NOT_UNDERSTOOD',
      mixed.map(({ raw }) => raw),
    )
  const right = spelled(words, vocabulary.spelling)
  const draft: Draft = {
    context,
    assumed,
    segments: segments(right, { ...vocabulary, periods: context.periods }),
    explained: new Set(),
    evidence,
    period: null,
    compareTo: null,
    comparedClient: null,
    names: [],
    groupBy: [],
    metrics: [],
    conditions: [],
    order: null,
    settledChange: false,
    why: false,
    counts: false,
    followsUp: false,
  }
  for (const { raw, text, corrected } of right)
    if (corrected) note(draft, 'SPELLING', corrected, text, raw.length >= 8 ? 0.95 : 0.93)
  readGuards(draft)
  readPeriods(draft)
  readNumbers(draft)
  readComparisons(draft)
  readDimensions(draft)
  const runs = readMetrics(draft)
  readFollowUp(draft, runs)
  settleMetrics(draft, runs)
  readNames(draft, dimension => supports(draft, dimension))
  readSubject(draft)
  const query = followedUp(draft, compile(draft, runs))
  refuseLeftovers(draft)
  checkPeriod(draft)
  const confidence = confidenceOf(evidence)
  if (confidence < SURE_ENOUGH)
    return {
      kind: 'ABSTAINED',
      reason: 'UNSURE',
      about: [],
      choices: [{ query }],
      confidence,
      evidence,
    }
  return { kind: 'READ', query, counts: draft.counts, confidence, evidence }
}

function supports(draft: Draft, dimension: Dimension): boolean {
  const { visible } = draft.context.vocabulary
  return draft.metrics.every(key => visible.get(key)?.dimensions.includes(dimension) ?? true)
}

/** Throws Abstain for a period that has not begun, or that ends before the first data. */
function checkPeriod({ period, context: { periods } }: Draft): void {
  if (!period) return
  if (period.from > periods.today) throw new Abstain('FUTURE_PERIOD')
  if (periods.months && period.to < firstDayOfMonth(periods.months.first)) throw new Abstain('NO_DATA')
}

/** The parts of a reading hold together: the chance that all are right, taken as independent. */
const confidenceOf = (evidence: readonly Evidence[]): number =>
  evidence.reduce((product, { score }) => product * score, 0.99)
