import { Abstain, type Draft, explain, note } from './draft.ts'
import { type ConceptWord, type ResolvedMetric, resolveMetric } from './resolve-metric.ts'
import { hasCue, isFiller, meaningOfSegment, type Segment } from './segment.ts'

/** No question that people ask speaks of metrics in more words. */
const MAX_CONCEPT_WORDS = 16

interface Word extends ConceptWord {
  readonly segment: Segment
  readonly at: number
}

/** A metric and the words it was read from. */
export interface MetricRun {
  readonly keys: readonly string[]
  readonly segments: readonly Segment[]
  readonly first: number
  readonly last: number
}

/** The metrics that are asked for, in the order of the question; empty where there are none. */
export function readMetrics(draft: Draft): MetricRun[] {
  const words = conceptWords(draft)
  if (words.length === 0) return []
  if (words.length > MAX_CONCEPT_WORDS) throw new Abstain('NOT_UNDERSTOOD')
  const surrounding = surroundingConcepts(draft)
  const rules = draft.context.vocabulary.rules
  // "seats purchased, assigned and used": what is counted is said once.
  const counted = words.some(({ strong }) => strong.includes('SEAT') || strong.includes('PURCHASED'))
  const sharing = new Set([...surrounding, ...(counted ? ['SEAT'] : [])])
  const withHead = (run: readonly Word[]) => {
    const found = resolveMetric(run, surrounding, rules)
    return found.length === 0 && counted ? resolveMetric(run, sharing, rules) : found
  }
  const parted = partition(words, withHead, boundaries(draft, words), joints(draft, words))
  if (!parted) {
    if (words.every(({ strong }) => strong.length === 0)) return []
    const about = words.filter(({ strong }) => strong.length > 0).map(({ segment }) => segment.text)
    throw new Abstain('UNKNOWN_METRIC', about)
  }
  const runs = parted.flatMap(({ run, found }) => {
    if (found.length === 0) return []
    const used = run.filter(
      ({ segment, strong, weak }) => (strong.length > 0 || weak.length > 0) && !isLoose(draft, segment, run),
    )
    return [
      {
        keys: found.map(({ key }) => key),
        segments: used.map(({ segment }) => segment),
        first: run[0]!.at,
        last: run.at(-1)!.at,
      },
    ]
  })
  for (const run of runs) {
    explain(draft, ...run.segments)
    note(
      draft,
      'METRIC',
      run.segments.map(({ text }) => text).join(' … '),
      run.keys.join(' or '),
      runs.length > 1 ? 0.96 : 0.98,
    )
  }
  return runs
}

function conceptWords(draft: Draft): Word[] {
  return draft.segments.flatMap((segment, at) => {
    const meaning = meaningOfSegment(segment)
    if (!meaning || (meaning.concepts.length === 0 && meaning.weak.length === 0)) return []
    // A noun that rows are grouped by, or that stands beside a name, has said its own.
    const spent = draft.explained.has(segment) && meaning.dimensions.length > 0
    const concepts = spent ? meaning.concepts.filter(concept => concept !== 'LICENSE') : meaning.concepts
    const weak = spent ? [] : meaning.weak
    // "labour and license cost" names two metrics at once.
    if (meaning.cues.includes('both')) return concepts.map(concept => ({ segment, at, strong: [concept], weak: [] }))
    if (concepts.length === 0 && isListed(draft.segments, at)) return [{ segment, at, strong: weak, weak: [] }]
    return [{ segment, at, strong: concepts, weak }]
  })
}

/** "billed, paid and overdue": a word between two metrics of a list is one itself, and must not get lost. */
function isListed(segments: readonly Segment[], at: number): boolean {
  const namesMetric = (segment: Segment | undefined) =>
    segment !== undefined && (meaningOfSegment(segment)?.concepts.length ?? 0) > 0
  const [before, after] = [segments[at - 1], segments[at + 1]]
  if (!before || !(isJoint(before) || (after && isJoint(after)))) return isJoint(after) && namesMetric(segments[at + 2])
  const opens = !isJoint(before) ? at === 0 : namesMetric(segments[at - 2]) || isJoint(segments[at - 2])
  return opens && isJoint(before)
}

const isJoint = (segment: Segment | undefined): boolean =>
  segment !== undefined && (segment.content.kind === 'COMMA' || ['and', 'or', 'plus'].includes(segment.words.join(' ')))

/** "help desk hours": a kind of thing that says nothing for the metric is not explained by it. */
const isLoose = (draft: Draft, segment: Segment, run: readonly Word[]): boolean => {
  const meaning = meaningOfSegment(segment)!
  const kind = meaning.dimensions[0]
  if (!kind || meaning.concepts.length > 0 || draft.explained.has(segment) || segment.plural) return false
  const before = draft.segments[draft.segments.indexOf(segment) - 1]
  return before?.content.kind === 'UNKNOWN' && (kind === 'TEAM' || kind === 'STAFF') && run.length > 1
}

const contextOfDimension: Readonly<Record<string, string>> = {
  PRODUCT: 'LICENSE',
  VENDOR: 'LICENSE',
  STAFF: 'LABOR',
  TEAM: 'LABOR',
  PROJECT: 'LABOR',
  WORK_TYPE: 'LABOR',
}

/** What names, groupings and units say of the metric without being words of it. */
function surroundingConcepts(draft: Draft): Set<string> {
  const found = new Set<string>()
  for (const { content } of draft.segments)
    if (content.kind === 'NAME' && !content.mentions.some(({ entity }) => entity.dimension === 'CLIENT'))
      for (const { entity } of content.mentions)
        if (contextOfDimension[entity.dimension]) found.add(contextOfDimension[entity.dimension]!)
  for (const segment of draft.explained)
    if (meaningOfSegment(segment)?.dimensions.length)
      for (const concept of meaningOfSegment(segment)!.concepts) found.add(concept)
  for (const dimension of draft.groupBy) if (contextOfDimension[dimension]) found.add(contextOfDimension[dimension]!)
  for (const { unit } of draft.conditions) {
    if (unit === 'PERCENT') found.add('PCT')
    if (unit === 'MONEY') found.add('MONEY')
  }
  return found
}

/** Whether a metric may end before a word: at "and", a comma, a condition, or anything that is not filling. */
function boundaries(draft: Draft, words: readonly Word[]): readonly boolean[] {
  return words.map((word, index) => {
    const before = words[index - 1]
    if (!before || before.segment === word.segment) return true
    const between = draft.segments.slice(before.at + 1, word.at)
    return between.some(
      segment =>
        segment.content.kind !== 'PHRASE' || !isFiller(segment) || ['and', 'or'].includes(segment.words.join(' ')),
    )
  })
}

/** Words that a metric should not reach across: "margin and … profit" are two. */
function joints(draft: Draft, words: readonly Word[]): readonly boolean[] {
  return words.map((word, index) => {
    const before = words[index - 1]
    if (!before) return false
    if (before.segment === word.segment) return true
    return draft.segments
      .slice(before.at + 1, word.at)
      .some(
        segment =>
          segment.content.kind === 'COMMA' ||
          hasCue(segment, 'vs', 'compare', 'than') ||
          ['and', 'or', 'also'].includes(segment.words.join(' ')),
      )
  })
}

/** The fewest runs that each mean a metric, broken only at boundaries where that is possible. Null: there are none. */
function partition(
  words: readonly Word[],
  resolve: (run: readonly Word[]) => ResolvedMetric[],
  mayBreak: readonly boolean[],
  isJoint: readonly boolean[],
) {
  interface Part {
    readonly cost: number
    readonly parts: { run: readonly Word[]; found: readonly ResolvedMetric[] }[]
  }
  const best: (Part | null)[] = [{ cost: 0, parts: [] }]
  for (let end = 1; end <= words.length; end++) {
    let least: Part | null = null
    for (let start = Math.max(0, end - 7); start < end; start++) {
      const before = best[start]
      if (!before) continue
      const run = words.slice(start, end)
      const found = resolve(run)
      const silent = found.length === 0 && run.length === 1 && run[0]!.strong.length === 0
      if (found.length === 0 && !silent) continue
      const cost =
        before.cost +
        (silent ? 0.1 : 1) +
        (start > 0 && !mayBreak[start] && !silent ? 0.5 : 0) +
        (run.some((_, index) => index > 0 && isJoint[start + index]) ? 1.2 : 0)
      if (!least || cost < least.cost) least = { cost, parts: [...before.parts, { run, found }] }
    }
    best[end] = least
  }
  return best[words.length]?.parts ?? null
}
