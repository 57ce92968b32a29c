import type { Draft } from './draft.ts'
import { explain, note } from './draft.ts'
import { hasCue, isFiller, type Segment } from './segment.ts'

/** Words that compare without saying that something moved: "more hours than", "better margin". */
const plainComparatives = new Set([
  'more',
  'better',
  'higher',
  'greater',
  'worse',
  'lower',
  'fewer',
  'less',
  'up',
  'down',
  'good',
])

export const movesUp = (segment: Segment): boolean =>
  hasCue(segment, 'up') && !plainComparatives.has(segment.words.join(' '))
export const movesDown = (segment: Segment): boolean =>
  hasCue(segment, 'down') && !plainComparatives.has(segment.words.join(' '))

/** What values are compared with, besides another time: budget, portfolio, other names; and whether the question is why. */
export function readComparisons(draft: Draft): void {
  const { segments } = draft
  draft.why = segments.some(segment => hasCue(segment, 'why'))
  if (draft.why)
    explain(
      draft,
      ...segments.filter(segment => hasCue(segment, 'why', 'change', 'up', 'down', 'lowstate', 'highstate')),
    )
  for (const [at, segment] of segments.entries()) {
    if (hasCue(segment, 'overbudget', 'underbudget')) {
      draft.compareTo = 'BUDGET'
      const over = hasCue(segment, 'overbudget')
      if (!draft.why)
        draft.conditions.push({
          op: over ? 'GT' : 'LT',
          value: 0,
          to: null,
          unit: null,
          onChange: true,
          metric: null,
          segments: [segment],
        })
      explain(draft, segment)
      note(draft, 'COMPARISON', segment.text, 'BUDGET', 0.96)
    } else if (hasCue(segment, 'budget') || (hasCue(segment, 'target') && draft.why)) {
      draft.compareTo = hasCue(segment, 'budget') ? 'BUDGET' : 'TARGET'
      explain(draft, segment)
      note(draft, 'COMPARISON', segment.text, draft.compareTo, isCompared(segments, at) ? 0.97 : 0.82)
    } else if (hasCue(segment, 'portfolio')) {
      const compared = isCompared(segments, at)
      if (compared || draft.why) draft.compareTo = 'PORTFOLIO'
      explain(draft, segment)
      note(draft, 'COMPARISON', segment.text, compared ? 'PORTFOLIO' : 'all clients', compared ? 0.96 : 0.85)
    }
  }
  if (draft.compareTo) explain(draft, ...segments.filter(segment => hasCue(segment, 'vs', 'than', 'compare')))
}

function isCompared(segments: readonly Segment[], at: number): boolean {
  let i = at - 1
  while (i >= 0 && isFiller(segments[i])) i--
  return (
    hasCue(segments[i], 'vs', 'than', 'gt', 'lt', 'not', 'change') ||
    segments.some(segment => hasCue(segment, 'compare', 'vs'))
  )
}
