import { Abstain, type Draft } from './draft.ts'
import { hasCue, isFiller, meaningOfSegment, type Segment } from './segment.ts'

/** Cues that change nothing where no slot took them. */
const harmless = [
  'list',
  'which',
  'who',
  'howmuch',
  'howmany',
  'exists',
  'include',
  'only',
  'by',
  'per',
  'followup',
  'average',
  'around',
  'gain',
  'rank',
  'rankup',
  'compare',
  'of',
]

/** Throws Abstain where words are left that no part of the reading accounts for. */
export function refuseLeftovers(draft: Draft): void {
  const told = draft.groupBy.length > 0 || draft.metrics.length > 1 || draft.followsUp
  const left = draft.segments.filter(
    segment => !draft.explained.has(segment) && !(isQuiet(segment) && (told || !hasCue(segment, 'compare'))),
  )
  if (left.length === 0 || draft.assumed.plainly) return
  const unknown = left.filter(({ content }) => content.kind === 'UNKNOWN')
  const named =
    unknown.length > 0 && unknown.length === left.length && unknown.every(segment => isNameLike(draft, segment))
  throw new Abstain(
    named ? 'UNKNOWN_NAME' : 'NOT_UNDERSTOOD',
    left.map(({ text }) => text),
    [{ plainly: true }],
  )
}

function isQuiet(segment: Segment): boolean {
  if (segment.content.kind === 'COMMA' || isFiller(segment)) return true
  const meaning = meaningOfSegment(segment)
  if (!meaning) return false
  if (meaning.concepts.length > 0 || meaning.dimensions.length > 0) return false
  if (meaning.weak.length > 0 && meaning.cues.length === 0) return true
  return meaning.cues.length > 0 && hasCue(segment, ...harmless)
}

/** Stands where a name would: after "for", "of", "at", or with a possessive. */
function isNameLike(draft: Draft, segment: Segment): boolean {
  const at = draft.segments.indexOf(segment)
  let i = at - 1
  while (i >= 0 && draft.segments[i]!.content.kind === 'UNKNOWN') i--
  const before = draft.segments[i]?.words.at(-1) ?? ''
  return (
    ['for', 'of', 'at', 'from', 'with', 'by', 'did', 'does', 'is', 'was', 'has', 'why', 'on', 'and'].includes(before) ||
    at === 0
  )
}
