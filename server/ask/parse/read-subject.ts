import type { Dimension } from '../../metrics/metric-query.ts'
import type { EntityDimension } from '../entities/entity.ts'
import { Abstain, type Draft, explain, note } from './draft.ts'
import { refuseLeftovers } from './leftovers.ts'
import { movesDown, movesUp } from './read-comparisons.ts'
import { hasCue, meaningOfSegment, type Segment } from './segment.ts'
import { metricChoices } from './settle-metrics.ts'

/** The metric that stands for "how many of them there are". */
const countedBy: Readonly<Partial<Record<Dimension, string>>> = {
  CLIENT: 'revenue',
  INDUSTRY: 'revenue',
  SERVICE_LINE: 'revenue',
  STAFF: 'hours',
  TEAM: 'hours',
  PROJECT: 'hours',
  WORK_TYPE: 'hours',
  PRODUCT: 'seats_purchased',
  VENDOR: 'seats_purchased',
}

/** Whom the question is about where no noun says it ("who"), counts of things, and names set side by side. */
export function readSubject(draft: Draft): void {
  readCount(draft)
  readGrowth(draft)
  const [work] = draft.names
  if (draft.metrics.length === 0 && work?.dimension === 'WORK_TYPE' && work.segment.words.includes('work')) {
    draft.metrics.push('hours')
    note(draft, 'METRIC', work.segment.text, 'hours', 0.9)
  }
  if (draft.metrics.length === 0 && draft.assumed.metric) draft.metrics.push(draft.assumed.metric)
  if (draft.metrics.length === 0 && draft.segments.some(({ content }) => content.kind === 'UNKNOWN'))
    refuseLeftovers(draft)
  if (draft.metrics.length === 0)
    throw new Abstain(
      'AMBIGUOUS_METRIC',
      [],
      metricChoices(draft, draft.context.vocabulary.lexicon.choices.get('vague') ?? []),
    )
  const who = draft.segments.find(segment => hasCue(segment, 'who'))
  if (who && draft.groupBy.every(dimension => isTimeWord(dimension))) {
    const staff = draft.metrics.every(key => draft.context.vocabulary.visible.get(key)?.dimensions.includes('STAFF'))
    const dimension = staff && !draft.names.some(name => name.dimension === 'STAFF') ? 'STAFF' : 'CLIENT'
    draft.groupBy.unshift(dimension)
    explain(draft, who)
    note(draft, 'GROUP', who.text, dimension, 0.95)
  }
  readSideBySide(draft)
}

/** "which clients grew the most": without a metric, it is revenue that grows. */
function readGrowth(draft: Draft): void {
  const moves = draft.segments.filter(segment => movesUp(segment) || movesDown(segment))
  const [move] = moves
  if (!move || draft.metrics.length > 0 || draft.why || !/^(?:gr[eo]w|shr|declin|expand|contract)/.test(move.words[0]!))
    return
  const asked =
    draft.groupBy.find(dimension => !isTimeWord(dimension)) ??
    (draft.segments.some(segment => hasCue(segment, 'who')) ? 'CLIENT' : null)
  if (!asked) return
  draft.metrics.push('revenue_growth_pct')
  const falls = movesDown(move)
  if (draft.order) draft.order = { ...draft.order, end: falls ? 'LOW' : 'HIGH' }
  else
    draft.conditions.push({
      op: falls ? 'LT' : 'GT',
      value: 0,
      to: null,
      unit: null,
      onChange: false,
      metric: null,
      segments: [],
    })
  draft.settledChange = true
  explain(draft, ...moves)
  note(draft, 'METRIC', move.text, 'revenue_growth_pct', 0.86)
}

const isTimeWord = (dimension: string): boolean => ['WEEK', 'MONTH', 'QUARTER', 'YEAR'].includes(dimension)

/** "how many clients lost money": rows are counted. */
function readCount(draft: Draft): void {
  const { segments } = draft
  const at = segments.findIndex(segment => hasCue(segment, 'howmany'))
  if (at < 0) return
  const noun = segments.slice(at + 1, at + 4).find(segment => (meaningOfSegment(segment)?.dimensions.length ?? 0) > 0)
  if (!noun) return
  const meaning = meaningOfSegment(noun)!
  const dimension = meaning.dimensions[0] as Dimension
  const next = segments[segments.indexOf(noun) + 1]
  const counted =
    (noun.plural || dimension === 'STAFF') && meaning.concepts.length === 0 && !isThing(next) && countedBy[dimension]
  if (!counted) return
  draft.counts = true
  if (!draft.groupBy.includes(dimension)) draft.groupBy.unshift(dimension)
  explain(draft, noun, segments[at])
  note(draft, 'GROUP', noun.text, `number of ${dimension}`, 0.96)
  if (draft.metrics.length === 0) {
    draft.metrics.push(countedBy[dimension]!)
    note(draft, 'METRIC', '', countedBy[dimension]!, 0.85)
  }
}

const isThing = (segment: Segment | undefined): boolean => {
  const meaning = segment && meaningOfSegment(segment)
  return Boolean(meaning && meaning.concepts.length > 0 && meaning.cues.length === 0)
}

/** "compare A and B", "A vs B": one row each. */
function readSideBySide(draft: Draft): void {
  // What already compares with another time does not set names side by side.
  const compares = draft.compareTo === null || draft.why
  const cues = draft.segments.filter(
    segment =>
      hasCue(segment, 'compare') ||
      (compares && hasCue(segment, 'vs', 'than')) ||
      (hasCue(segment, 'gt', 'lt') && segment.words.at(-1) === 'than' && !draft.explained.has(segment)),
  )
  const kept = draft.names.filter(({ excluded }) => !excluded)
  if (cues.length === 0 || kept.length < 2) return
  const dimensions = new Set<EntityDimension>(kept.map(({ dimension }) => dimension))
  const [dimension] = dimensions
  if (draft.why) {
    readOtherClient(draft, cues)
    return
  }
  if (dimensions.size !== 1 || !dimension) return
  if (!draft.groupBy.includes(dimension)) draft.groupBy.unshift(dimension)
  explain(draft, ...cues)
  note(draft, 'COMPARISON', cues.map(({ text }) => text).join(' '), `${dimension} side by side`, 0.97)
}

/** "why is A's margin lower than B's": the second client is what the first is compared with. */
function readOtherClient(draft: Draft, cues: readonly Segment[]): void {
  const clients = draft.names.filter(({ dimension, excluded }) => dimension === 'CLIENT' && !excluded)
  const [, second] = clients
  if (clients.length !== 2 || !second) return
  draft.compareTo = 'CLIENT'
  draft.comparedClient = second.ids[0] ?? null
  explain(draft, ...cues)
  draft.names = draft.names.filter(name => name !== second)
}
