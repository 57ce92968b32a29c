import { monthOfDay } from '../../analytics/calendar.ts'
import { previousSpan, spanOneYearBefore } from '../../metrics/periods/baseline-span.ts'
import { type DaySpan, isSameSpan, spanOfMonths } from '../../metrics/periods/day-span.ts'
import { fiscalYearOfMonth } from '../../metrics/periods/fiscal.ts'
import { resolvedPeriod } from '../../metrics/periods/resolve-period.ts'
import { isExplanation } from '../context.ts'
import { unitOfWord } from '../periods/period-words.ts'
import type { SpokenPeriod } from '../periods/read-period.ts'
import { lastUnits, unitSpan } from '../periods/unit-span.ts'
import { Abstain, type ComparedWith, type Draft, explain, note } from './draft.ts'
import { startOf } from './follow-up.ts'
import { hasCue, isFiller, meaningOfSegment, type Segment } from './segment.ts'

/** When, and which other time it is compared with. Throws Abstain for times that are unclear or cannot be compared. */
export function readPeriods(draft: Draft): void {
  const { segments } = draft
  const said = segments.filter(isPeriod)
  if (draft.assumed.period) {
    draft.period = draft.assumed.period
    explain(draft, ...said)
    return
  }
  for (const { content, text } of said)
    if (content.period.unclear) throw new Abstain('UNCLEAR_PERIOD', [text], usualPeriods(draft))
  if (shiftedFollowUp(draft, said)) return
  readCues(draft)
  if (said.length === 0) return
  const at = (segment: Segment) => segments.indexOf(segment)
  const base = said.find(segment => isBase(segments, at(segment)))
  const others = said.filter(segment => segment !== base)
  if (base) {
    if (others.length > 1)
      throw new Abstain(
        'UNCLEAR_PERIOD',
        said.map(({ text }) => text),
      )
    compareWith(draft, others[0] ?? null, base)
  } else if (said.length === 1) {
    const [only] = said
    const ends = only!.content.period.ends
    // "why did it drop from May to June": two times, not one, where they can be compared.
    if (ends && !draft.compareTo && movesBetween(draft) && relationOf(ends[1], ends[0])) {
      setBoth(draft, ends[1], ends[0], only!.text)
    } else draft.period = only!.content.period
  } else readSeveral(draft, said)
  explain(draft, ...said)
  // "over the last 12 months" compares with nothing.
  for (const segment of said) {
    const before = segments[at(segment) - 1]
    if (before && ['over', 'about', 'around', 'across'].includes(before.words.join(' '))) explain(draft, before)
  }
  for (const segment of said) note(draft, 'PERIOD', segment.text, segment.text, 0.99)
}

/** What is offered for a time that is not clear. */
function usualPeriods({ context: { periods } }: Draft) {
  const { today, fiscalYearStart } = periods
  const spans = [
    lastUnits('MONTH', 1, today, fiscalYearStart),
    lastUnits('MONTH', 3, today, fiscalYearStart),
    lastUnits('MONTH', 12, today, fiscalYearStart),
  ]
  return spans.map(span => ({ period: { ...span, unit: null, implied: false } }))
}

type PeriodSegment = Segment & { readonly content: Extract<Segment['content'], { kind: 'PERIOD' }> }
const isPeriod = (segment: Segment): segment is PeriodSegment => segment.content.kind === 'PERIOD'

/** "and the month before?", "what about a year earlier?": after another question, its period moves. */
function shiftedFollowUp(draft: Draft, said: readonly PeriodSegment[]): boolean {
  const { segments, context } = draft
  const first = segments[startOf(segments)]!
  const opens = hasCue(first, 'followup') || /^(?:and|what about|how about|or)$/.test(first.words.join(' '))
  if (!opens || segments.some(segment => hasCue(segment, 'vs', 'than', 'compare', 'change', 'why'))) return false
  const before = periodBefore(draft)
  const moved = segments.find(segment => hasCue(segment, 'prev', 'yoy')) ?? said.find(isOneEarlier)
  if (!before || !moved || said.some(segment => segment !== moved)) return false
  const year = hasCue(moved, 'yoy') || (/year/.test(moved.text) && before.unit !== 'YEAR')
  const unit = unitOfWord.get(moved.words.find(word => unitOfWord.has(word)) ?? '')
  if (!year && unit && before.unit !== unit) throw new Abstain('UNCLEAR_PERIOD', [moved.text], usualPeriods(draft))
  const span = year
    ? spanOneYearBefore(before)
    : before.unit
      ? unitSpan(before.unit, before.from, -1, context.periods.fiscalYearStart)
      : previousSpan(before)
  draft.period = { ...span, unit: before.unit, implied: false }
  explain(draft, moved)
  note(draft, 'PERIOD', moved.text, 'the period before that of the question before', 0.93)
  return true
}

const isOneEarlier = ({ words }: Segment): boolean =>
  /^(?:the )?(?:previous|prior|preceding) \w+$/.test(words.join(' '))

/** "mom", "year over year", "against the period before". */
function readCues(draft: Draft): void {
  for (const segment of draft.segments) {
    const which: ComparedWith | null = hasCue(segment, 'prev')
      ? 'PREVIOUS_PERIOD'
      : hasCue(segment, 'yoy')
        ? 'SAME_PERIOD_LAST_YEAR'
        : null
    if (!which) continue
    draft.compareTo = which
    explain(draft, segment)
    note(draft, 'COMPARISON', segment.text, which, 0.97)
  }
  if (draft.compareTo)
    for (const segment of draft.segments)
      if (hasCue(segment, 'vs', 'than', 'compare', 'change')) explain(draft, segment)
}

/** Whether a period is the one compared with: "vs last month", "than in May", "against the second quarter". */
function isBase(segments: readonly Segment[], at: number): boolean {
  let i = at - 1
  while (i >= 0 && isFiller(segments[i])) i--
  const before = segments[i]
  // "against the portfolio last quarter": the time is when, not what with.
  if (hasCue(before, 'portfolio', 'budget', 'target')) return false
  if (hasCue(before, 'vs', 'than')) return true
  // "compare revenue to last year"
  const joins = ['to', 'with', 'against'].includes(segments[at - 1]?.words.join(' ') ?? '')
  if (joins && segments.slice(0, at).some(segment => hasCue(segment, 'compare'))) return true
  // "less than last year", "more than in May": a comparison with a time, not with a number.
  return hasCue(before, 'gt', 'lt') && before!.words.at(-1) === 'than'
}

const movesBetween = (draft: Draft): boolean =>
  draft.segments.some(segment => hasCue(segment, 'why', 'change', 'up', 'down', 'compare', 'vs'))

function readSeveral(draft: Draft, said: readonly PeriodSegment[]): void {
  const [first, second] = said
  if (said.length === 2 && movesBetween(draft)) {
    const [a, b] = [first!.content.period, second!.content.period]
    for (const segment of draft.segments) if (hasCue(segment, 'compare', 'vs')) explain(draft, segment)
    const words = said.map(({ text }) => text).join(' and ')
    if (relationOf(b, a)) setBoth(draft, b, a, words)
    else setBoth(draft, a, b, words)
    return
  }
  const spans = said.map(segment => segment.content.period).toSorted((a, b) => a.from - b.from)
  const joined = spans.every((span, i) => i === 0 || span.from === spans[i - 1]!.to + 1)
  const listed = said.slice(1).every(segment => {
    const before = draft.segments[draft.segments.indexOf(segment) - 1]
    return before?.content.kind === 'COMMA' || ['and', 'or', 'plus'].includes(before?.words.join(' ') ?? '')
  })
  if (joined && listed) {
    draft.period = { from: spans[0]!.from, to: spans.at(-1)!.to, unit: null, implied: false }
    note(draft, 'PERIOD', said.map(({ text }) => text).join(' and '), 'together', 0.85)
    return
  }
  // "in May, the whole month": one inside the other says the narrower.
  const narrow = spans.find(span => spans.every(other => other.from <= span.from && other.to >= span.to))
  if (!narrow)
    throw new Abstain(
      'UNCLEAR_PERIOD',
      said.map(({ text }) => text),
    )
  draft.period = narrow
  note(draft, 'PERIOD', said.map(({ text }) => text).join(', '), 'the narrower one', 0.8)
}

/** A time and the one it is compared with; only times that comparisons know can stand side by side. */
function compareWith(draft: Draft, main: PeriodSegment | null, base: PeriodSegment): void {
  const { periods } = draft.context
  const cue = draft.segments.filter(
    segment =>
      hasCue(segment, 'vs', 'than', 'compare', 'gt', 'lt') &&
      draft.segments.indexOf(segment) < draft.segments.indexOf(base),
  )
  explain(draft, ...cue.filter(segment => hasCue(segment, 'vs', 'than', 'compare') || segment === cue.at(-1)))
  const basePeriod = base.content.period
  const carried = main ? null : periodBefore(draft)
  const said = main?.content.period ?? carried
  if (said) {
    if (/^(?:the )?(?:previous|prior|preceding)\b/.test(base.words.join(' '))) {
      draft.period = said
      draft.compareTo =
        /year/.test(base.words.join(' ')) && said.unit !== 'YEAR' ? 'SAME_PERIOD_LAST_YEAR' : 'PREVIOUS_PERIOD'
      note(draft, 'COMPARISON', base.text, draft.compareTo, 0.97)
      return
    }
    setBoth(draft, said, basePeriod, base.text)
    return
  }
  const unit = basePeriod.unit
  if (unit === null) throw new Abstain('IMPOSSIBLE_COMPARISON', [base.text])
  const next = unitSpan(unit, basePeriod.from, 1, periods.fiscalYearStart)
  if (next.from > periods.today) throw new Abstain('IMPOSSIBLE_COMPARISON', [base.text])
  draft.period = { ...next, unit, implied: true }
  draft.compareTo = 'PREVIOUS_PERIOD'
  note(draft, 'COMPARISON', base.text, 'PREVIOUS_PERIOD', 0.9)
}

/** For "compared to last year" after another question: the time of that question. */
function periodBefore({ context: { previous, periods }, segments }: Draft): SpokenPeriod | null {
  if (!previous || segments.some(segment => (meaningOfSegment(segment)?.concepts.length ?? 0) > 0)) return null
  const { period } = isExplanation(previous) ? previous.explain : previous
  if (!period) return null
  const span = resolvedPeriod(period, periods)
  const unit = (['YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY'] as const).find(each =>
    isSameSpan(unitSpan(each, span.from, 0, periods.fiscalYearStart), span),
  )
  return { from: span.from, to: span.to, unit: unit ?? null, implied: false }
}

function setBoth(draft: Draft, main: SpokenPeriod, base: SpokenPeriod, words: string): void {
  const straight = relationOf(main, base)
  const turned = straight ? null : relationOf(base, main)
  if (!straight && !turned) {
    if (isYearBefore(main, base, draft)) {
      draft.period = main
      draft.compareTo = 'SAME_PERIOD_LAST_YEAR'
      note(draft, 'COMPARISON', words, 'SAME_PERIOD_LAST_YEAR', 0.92)
      return
    }
    throw new Abstain('IMPOSSIBLE_COMPARISON', [words])
  }
  draft.period = straight ? main : base
  draft.compareTo = straight ?? turned
  note(draft, 'COMPARISON', words, draft.compareTo!, 0.97)
}

function relationOf(main: DaySpan, base: DaySpan): 'PREVIOUS_PERIOD' | 'SAME_PERIOD_LAST_YEAR' | null {
  if (isSameSpan(previousSpan(main), base)) return 'PREVIOUS_PERIOD'
  return isSameSpan(spanOneYearBefore(main), base) ? 'SAME_PERIOD_LAST_YEAR' : null
}

/** "May vs last year", "year to date against last year". */
function isYearBefore(main: SpokenPeriod, base: SpokenPeriod, draft: Draft): boolean {
  if (base.unit !== 'YEAR') return false
  const start = draft.context.periods.fiscalYearStart
  const before = spanOneYearBefore(main)
  const year = fiscalYearOfMonth(monthOfDay(base.from), start)
  const whole = spanOfMonths(year * 12 + start - 1, year * 12 + start + 10)
  return before.from >= whole.from && before.to <= whole.to
}
