import type { AskedDimension } from '../lexicon/meaning.ts'
import { Abstain, type Draft, explain, note } from './draft.ts'
import { hasCue, isFiller, meaningOfSegment, type Segment } from './segment.ts'

const timeDimensions: readonly AskedDimension[] = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']

/** What rows are told apart by: "by client", "which engineers", "each quarter", "top 5 vendors". */
export function readDimensions(draft: Draft): void {
  const { segments } = draft
  const nouns = segments.filter(segment => !draft.explained.has(segment) && dimensionOf(segment))
  for (const segment of nouns) if (isAskedFor(draft, segments.indexOf(segment))) group(draft, segment, 0.98)
  const selects =
    draft.order !== null ||
    draft.conditions.length > 0 ||
    segments.some(segment => hasCue(segment, 'rank')) ||
    comparesTimes(draft)
  if (draft.groupBy.length === 0 && selects) {
    const subject = nouns.find(
      segment => !timeDimensions.includes(dimensionOf(segment)!) && isSubject(segments, segments.indexOf(segment)),
    )
    if (subject) group(draft, subject, 0.95)
  }
  for (const segment of nouns)
    if (!draft.explained.has(segment) && isCrossed(segments, segments.indexOf(segment))) group(draft, segment, 0.95)
  if (draft.groupBy.every(dimension => timeDimensions.includes(dimension)))
    for (const segment of nouns)
      if (!draft.explained.has(segment) && isCompound(segments, segments.indexOf(segment))) {
        group(draft, segment, 0.9)
        break
      }
  for (const segment of nouns)
    if (!draft.explained.has(segment) && isQuiet(draft, segments.indexOf(segment))) explain(draft, segment)
}

const compounding: readonly AskedDimension[] = ['CLIENT', 'STAFF', 'TEAM', 'VENDOR', 'PRODUCT', 'PROJECT', 'INDUSTRY']
/** Before a compound these words make one amount of it: "our team utilization", "the average client margin". */
const asOne = new Set('our the overall total average my whole entire combined all this that a an'.split(' '))

/** "2025 revenue, client by service line". */
function isCrossed(segments: readonly Segment[], at: number): boolean {
  const [before, after, other] = [segments[at - 1], segments[at + 1], segments[at + 2]]
  return (
    hasCue(after, 'by') &&
    other !== undefined &&
    dimensionOf(other) !== undefined &&
    (!before || before.content.kind === 'COMMA')
  )
}

/** "team capacity last month" is by team; "staff hours" are just hours. */
function isCompound(segments: readonly Segment[], at: number): boolean {
  const [before, segment, after] = [segments[at - 1], segments[at]!, segments[at + 1]]
  if (segment.words.length > 1 || !after) return false
  const leads = !before || !(before.content.kind === 'NAME' || asOne.has(before.words.at(-1)!) || hasCue(before, 'not'))
  if (!compounding.includes(dimensionOf(segment)!) || segment.plural !== isMassNoun(segment)) return false
  if (dimensionOf(segment) === 'STAFF' && /^(?:hours?|hrs?|time)$/.test(after.words[0]!)) return false
  return leads && (meaningOfSegment(after)?.concepts.length ?? 0) > 0
}

const isMassNoun = ({ words }: Segment): boolean => ['staff', 'people', 'personnel', 'clientele'].includes(words[0]!)

/** "clients with more hours than last month": those in which it is so. */
export const comparesTimes = ({ compareTo, segments, why }: Draft): boolean =>
  !why && compareTo !== null && segments.some(segment => hasCue(segment, 'than') || segment.words.at(-1) === 'than')

const dimensionOf = (segment: Segment): AskedDimension | undefined => meaningOfSegment(segment)?.dimensions[0]

function group(draft: Draft, segment: Segment, score: number): void {
  const dimension = dimensionOf(segment)!
  if (dimension === 'DAY' || dimension === 'REGION') throw new Abstain('IMPOSSIBLE_GROUPING', [segment.text])
  if (!draft.groupBy.includes(dimension)) draft.groupBy.push(dimension)
  explain(draft, segment)
  note(draft, 'GROUP', segment.text, dimension, score)
}

/** Words before the noun that make it the thing rows are about. */
function isAskedFor(draft: Draft, at: number): boolean {
  const { segments } = draft
  const segment = segments[at]!
  const dimension = dimensionOf(segment)!
  if (
    timeDimensions.includes(dimension) &&
    /^(?:week|month|quarter|year|day|annual|dai)ly$|^annual(?:ly)?$| by | to /.test(segment.words.join(' '))
  )
    return true
  let i = at - 1
  let passed = 0
  while (i >= 0 && passed < 4) {
    const before = segments[i]!
    // "what software" asks for it, "what is the team …" does not.
    if (before.words[0] === 'what' && hasCue(before, 'which') && passed > 0) return false
    if (hasCue(before, 'which', 'by', 'per', 'of')) {
      // "by revenue per client": what stands between belongs to it only if it describes it.
      explain(draft, before)
      return true
    }
    if (hasCue(before, 'top', 'bottom', 'most', 'least', 'high', 'low', 'best', 'worst'))
      return draft.order !== null && passed <= 2
    if (hasCue(before, 'list') && (segment.plural || before.words.join(' ') === 'every')) return true
    if (before.content.kind === 'NUMBER' && draft.explained.has(before) && draft.order) return true
    const words = before.words.join(' ')
    const joins = words === 'and' || before.content.kind === 'COMMA'
    if (
      joins &&
      i > 0 &&
      draft.explained.has(segments[i - 1]!) &&
      dimensionOf(segments[i - 1]!) &&
      draft.groupBy.includes(dimensionOf(segments[i - 1]!)!)
    )
      return true
    if (!joins && dimensionOf(before)) return false
    if (before.content.kind === 'PERIOD' || before.content.kind === 'COMMA' || joins) return false
    if (isFiller(before) && !['of', 'the', 'our', 'is', 'a', 'my', 'are'].includes(words)) return false
    i--
    passed++
  }
  return false
}

/** The subject of a selection: "customers between 10 and 20 % margin", "clients by revenue". */
function isSubject(segments: readonly Segment[], at: number): boolean {
  const before = segments.slice(Math.max(0, at - 1), at)
  return !before.some(segment => segment.content.kind === 'NAME')
}

/** A noun that only fills the sentence: "our engineers", "all clients", "the team". */
function isQuiet(draft: Draft, at: number): boolean {
  const before = draft.segments[at - 1]
  const segment = draft.segments[at]!
  // "hours on projects" says more than "hours of our people".
  if (!['CLIENT', 'STAFF', 'TEAM', 'PRODUCT'].includes(dimensionOf(segment)!)) return false
  const words = before?.words.at(-1) ?? ''
  if (meaningOfSegment(segment)!.concepts.length > 0 || meaningOfSegment(segment)!.weak.length > 0) return false
  return (
    at === 0 ||
    [
      'our',
      'the',
      'all',
      'my',
      'of',
      'from',
      'for',
      'to',
      'with',
      'any',
      'on',
      'in',
      'across',
      'we',
      'their',
      'these',
      'those',
      'this',
      'that',
    ].includes(words)
  )
}
