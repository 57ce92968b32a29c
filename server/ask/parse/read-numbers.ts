import type { WrittenNumber } from '../words/token.ts'
import type { ConditionOp, MetricCondition } from './condition.ts'
import { Abstain, type Draft, explain, note, type OrderSlot } from './draft.ts'
import { hasCue, isFiller, meaningOfSegment, type Segment } from './segment.ts'

const comparisons: Readonly<Record<string, ConditionOp>> = { gt: 'GT', gte: 'GTE', lt: 'LT', lte: 'LTE', eq: 'EQ' }
const comparisonCues = Object.keys(comparisons)
const scales: ReadonlyMap<string, number> = new Map(
  Object.entries({
    thousand: 1e3,
    grand: 1e3,
    k: 1e3,
    million: 1e6,
    mil: 1e6,
    m: 1e6,
    hundred: 100,
  } as const),
)

/** Thresholds ("below 20 %", "between 10 and 20", "at least half"), and the numbers and superlatives of rankings. */
export function readNumbers(draft: Draft): void {
  const { segments } = draft
  for (const [at, segment] of segments.entries()) {
    if (draft.explained.has(segment)) continue
    if (hasCue(segment, ...comparisonCues)) readThreshold(draft, at)
    else if (hasCue(segment, 'between') || segment.words.join(' ') === 'from') readRange(draft, at)
    else if (segment.content.kind === 'NUMBER') readTrailing(draft, at)
    else if (hasCue(segment, 'negative')) addCondition(draft, { op: 'LT', value: 0, segments: [segment] })
    else if (hasCue(segment, 'positive')) addCondition(draft, { op: 'GT', value: 0, segments: [segment] })
    else if (hasCue(segment, 'over')) addCondition(draft, { op: 'GT', value: 100, segments: [segment] })
    else if (isLacking(draft, at)) addCondition(draft, { op: 'EQ', value: 0, segments: [segment] })
    else if (
      hasCue(segment, 'zero') &&
      (hasCue(segments[at - 1], 'exists') || segments[at - 1]?.words.at(-1) === 'with')
    )
      addCondition(draft, { op: 'EQ', value: 0, segments: [segment] })
  }
  readOrder(draft)
}

function addCondition(
  draft: Draft,
  given: { op: ConditionOp; value: number; segments: readonly Segment[] } & Partial<MetricCondition>,
): void {
  draft.conditions.push({ to: null, unit: null, onChange: false, metric: null, ...given })
  explain(draft, ...given.segments)
  note(draft, 'CONDITION', given.segments.map(({ text }) => text).join(' '), given.op, 0.97)
}

/** "clients without revenue": those where it is 0. */
function isLacking({ segments }: Draft, at: number): boolean {
  if (!/^(?:without|lacking)(?: any)?$/.test(segments[at]!.words.join(' '))) return false
  const [before, after] = [segments[at - 1], segments[skipFillers(segments, at + 1)]]
  return (
    (before ? meaningOfSegment(before)?.dimensions.length : 0) === 1 &&
    (after ? (meaningOfSegment(after)?.concepts.length ?? 0) : 0) > 0
  )
}

interface Amount {
  readonly value: number
  readonly unit: MetricCondition['unit']
  /** Segments it takes, one past the last. */
  readonly to: number
}

/** A number with its scale and unit: "20 %", "5k", "95 bucks", "40 hours", "half". */
function amountAt(segments: readonly Segment[], at: number): Amount | null {
  const segment = segments[at]
  if (!segment) return null
  const fraction = hasCue(segment, 'half')
    ? 50
    : hasCue(segment, 'third')
      ? 100 / 3
      : hasCue(segment, 'twothirds')
        ? 200 / 3
        : hasCue(segment, 'threequarters')
          ? 75
          : hasCue(segment, 'quarterof')
            ? 25
            : null
  if (fraction !== null) return { value: fraction, unit: 'PERCENT', to: at + 1 }
  const sign = segment.words.join(' ') === 'minus' || hasCue(segment, 'negative') ? -1 : 1
  const start = sign === -1 ? at + 1 : at
  const { content } = segments[start] ?? segment
  if (content.kind !== 'NUMBER') {
    // "$" or "usd" before the number.
    const money = (meaningOfSegment(segment)?.weak ?? []).includes('MONEY') ? numberAt(segments, at + 1) : null
    return money && { value: money.value, unit: 'MONEY', to: at + 2 }
  }
  let { value } = content.number
  let to = start + 1
  const scale = scales.get(segments[to]?.words.join(' ') ?? '')
  if (scale !== undefined) {
    value *= scale
    to++
  }
  const unit = unitOf(content.number, segments[to])
  if (unit.taken) to++
  return { value: sign * value, unit: unit.unit, to }
}

const numberAt = (segments: readonly Segment[], at: number): WrittenNumber | null => {
  const content = segments[at]?.content
  return content?.kind === 'NUMBER' ? content.number : null
}

function unitOf(number: WrittenNumber, after: Segment | undefined): { unit: MetricCondition['unit']; taken: boolean } {
  const meaning = after && meaningOfSegment(after)
  const words = after?.words.join(' ') ?? ''
  if (meaning?.concepts.includes('PCT') || words === 'percent' || words === '%') return { unit: 'PERCENT', taken: true }
  if (number.unit === null && /^(?:points?|percentage points?|pts?|pp)$/.test(words))
    return { unit: 'PERCENT', taken: true }
  if (/^(?:dollars?|bucks?|usd|\$)$/.test(words)) return { unit: 'MONEY', taken: true }
  if (/^(?:hours?|hrs?|h)$/.test(words)) return { unit: 'HOURS', taken: false }
  return { unit: number.unit, taken: false }
}

function skipFillers(segments: readonly Segment[], at: number): number {
  let i = at
  while (isFiller(segments[i]) || hasCue(segments[i], 'around', 'only')) i++
  return i
}

function readThreshold(draft: Draft, at: number): void {
  const { segments } = draft
  const cue = segments[at]!
  const start = skipFillers(segments, at + 1)
  const amount = amountAt(segments, start)
  if (!amount) return
  const name = meaningOfSegment(cue)!.cues.find(found => comparisonCues.includes(found))!
  explain(draft, ...segments.slice(at, amount.to))
  addCondition(draft, {
    ...amount,
    to: null,
    op: comparisons[name]!,
    segments: [cue, ...segments.slice(start, amount.to)],
  })
}

/** "between 10 and 20 %", "from 10 to 20". */
function readRange(draft: Draft, at: number): void {
  const { segments } = draft
  const first = amountAt(segments, skipFillers(segments, at + 1))
  if (!first) return
  const join = segments[first.to]
  if (!join || !/^(?:and|to|-)$/.test(join.words.join(' '))) return
  const second = amountAt(segments, first.to + 1)
  if (!second) return
  if (second.value < first.value)
    throw new Abstain('NOT_UNDERSTOOD', [
      segments
        .slice(at, second.to)
        .map(({ text }) => text)
        .join(' '),
    ])
  explain(draft, ...segments.slice(at, second.to))
  addCondition(draft, {
    op: 'BETWEEN',
    value: first.value,
    to: second.value,
    unit: second.unit ?? first.unit,
    segments: segments.slice(at, second.to),
  })
}

/** "20 hours or more", "10-20 %". */
function readTrailing(draft: Draft, at: number): void {
  const { segments } = draft
  const amount = amountAt(segments, at)
  if (!amount) return
  const join = segments[amount.to]
  if (join?.words.join(' ') === '-') {
    const second = amountAt(segments, amount.to + 1)
    if (second && second.value >= amount.value)
      addCondition(draft, {
        op: 'BETWEEN',
        value: amount.value,
        to: second.value,
        unit: second.unit ?? amount.unit,
        segments: segments.slice(at, second.to),
      })
    return
  }
  const after = segments.slice(amount.to, amount.to + 4).find(segment => !isThingCounted(segment))
  if (!hasCue(after, 'gte', 'lte') || !/^(?:or|and)\b/.test(after!.words.join(' '))) return
  addCondition(draft, {
    ...amount,
    to: null,
    op: hasCue(after, 'gte') ? 'GTE' : 'LTE',
    segments: [...segments.slice(at, amount.to), after!],
  })
}

/** "100 billable hours or more": what is counted stands between the number and its comparison. */
const isThingCounted = (segment: Segment): boolean => {
  const meaning = meaningOfSegment(segment)
  return Boolean(meaning && meaning.cues.length === 0 && (meaning.concepts.length > 0 || meaning.weak.length > 0))
}

const ends: Readonly<Record<string, OrderSlot['end']>> = {
  top: 'HIGH',
  most: 'HIGH',
  high: 'HIGH',
  bottom: 'LOW',
  least: 'LOW',
  low: 'LOW',
  best: 'BEST',
  worst: 'WORST',
}

/** "top 5", "five worst", "the highest": which end, and how many where that is said. */
function readOrder(draft: Draft): void {
  const { segments } = draft
  const found = segments.filter(segment => hasCue(segment, ...Object.keys(ends)))
  if (found.length === 0) return
  // "the top 5 best clients" says one thing twice; "top and bottom" says two.
  const sides = new Set(found.map(segment => sideOf(segment)))
  if (sides.has('HIGH') && sides.has('LOW'))
    throw new Abstain(
      'UNSUPPORTED',
      found.map(({ text }) => text),
    )
  const [main] = found
  const at = segments.indexOf(main!)
  const count = countBeside(draft, at)
  const cues = meaningOfSegment(main!)!.cues
  const end = ends[cues.find(cue => ends[cue])!]!
  draft.order = { end, count, segment: main!, onChange: false }
  explain(draft, ...found)
  note(draft, 'ORDER', main!.text, end, 0.98)
}

const sideOf = (segment: Segment): 'HIGH' | 'LOW' | 'OTHER' => {
  const cue = meaningOfSegment(segment)?.cues.find(found => ends[found])
  const end = cue ? ends[cue] : undefined
  return end === 'HIGH' || end === 'LOW' ? end : 'OTHER'
}

function countBeside(draft: Draft, at: number): number | null {
  const { segments } = draft
  // "which three clients have the worst margin": the number stands with the noun.
  const withNoun = segments.findIndex(
    (segment, i) =>
      segment.content.kind === 'NUMBER' && (meaningOfSegment(segments[i + 1] ?? segment)?.dimensions.length ?? 0) > 0,
  )
  for (const i of [at + 1, at - 1, at + 2, withNoun]) {
    const segment = segments[i]
    if (!segment || draft.explained.has(segment) || segment.content.kind !== 'NUMBER') continue
    if (
      i === at + 2 &&
      i !== withNoun &&
      !isFiller(segments[at + 1]) &&
      !meaningOfSegment(segments[at + 1]!)?.dimensions.length
    )
      continue
    const { value, unit } = segment.content.number
    if (unit !== null) throw new Abstain('UNSUPPORTED', [segment.text])
    if (!Number.isInteger(value) || value < 1 || value > 1000) throw new Abstain('NOT_UNDERSTOOD', [segment.text])
    explain(draft, segment)
    return value
  }
  return null
}
