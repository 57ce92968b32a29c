import type { EntityDimension } from '../entities/entity.ts'
import type { Mention, MentionKind } from '../entities/entity-index.ts'
import { isEnglish } from '../words/dictionary.ts'
import { Abstain, type Draft, explain, note } from './draft.ts'
import { hasCue, isFiller, meaningOfSegment, type Segment } from './segment.ts'

const scores: Readonly<Record<MentionKind, number>> = {
  FULL: 0.99,
  CORE: 0.98,
  NICKNAME: 0.96,
  PREFIX: 0.94,
  PART: 0.88,
  INITIALS: 0.84,
}

/** What a name may be, by dimension: a client, or a product of that name. */
interface Candidate {
  readonly dimension: EntityDimension
  readonly mentions: readonly Mention[]
  readonly score: number
}

/**
 * Whom and what the question narrows to, and what it leaves out. `supports` says whether the metric asked for knows a
 * dimension. Throws Abstain for names that several things could be.
 */
export function readNames(draft: Draft, supports: (dimension: EntityDimension) => boolean): void {
  const { segments } = draft
  let excluding = false
  for (const [at, segment] of segments.entries()) {
    if (hasCue(segment, 'not')) {
      excluding = isExcluding(segments, at)
      if (excluding) explain(draft, segment)
      continue
    }
    if (segment.content.kind !== 'NAME') {
      if (excluding && !keepsExcluding(segments, at)) excluding = false
      continue
    }
    if (isButName(segments, at)) excluding = true
    const candidate = chosen(draft, segment, at, supports)
    const values = candidate.mentions.map(({ entity }) => entity.value)
    const ids = candidate.mentions.map(({ entity }) => entity.id ?? entity.value)
    const labels = candidate.mentions.map(({ entity }) => entity.label)
    draft.names.push({ dimension: candidate.dimension, values, labels, ids, excluded: excluding, segment })
    explain(draft, segment)
    note(
      draft,
      'NAME',
      segment.text,
      `${excluding ? 'without ' : ''}${labels.join(', ')}`,
      candidate.score * plainness(segment, candidate),
    )
    explainKindWords(draft, at, candidate.dimension)
  }
}

/** "all clients but A": not at the start, where "but for A" goes on from the question before. */
function isButName(segments: readonly Segment[], at: number): boolean {
  let i = at - 1
  while (i > 0 && ['the', 'for', 'those', 'of'].includes(segments[i]!.words.join(' '))) i--
  return i > 0 && segments[i]!.words.at(-1) === 'but'
}

/** "excluding A", "not from healthcare": something with a name follows before the clause ends. */
function isExcluding(segments: readonly Segment[], at: number): boolean {
  for (let i = at + 1; i < segments.length; i++) {
    if (segments[i]!.content.kind === 'NAME') return true
    if (!isFiller(segments[i]) && !meaningOfSegment(segments[i]!)?.dimensions.length) return false
  }
  return false
}

function keepsExcluding(segments: readonly Segment[], at: number): boolean {
  const segment = segments[at]!
  if (segment.content.kind === 'COMMA')
    return segments[at + 1]?.content.kind === 'NAME' || segments[at + 2]?.content.kind === 'NAME'
  const words = segment.words.join(' ')
  return (
    words === 'and' ||
    words === 'or' ||
    words === 'the' ||
    words === 'nor' ||
    (meaningOfSegment(segment)?.dimensions.length ?? 0) > 0
  )
}

/** The kind of thing beside a name says nothing more: "Adobe licenses", "the Projects team", "healthcare clients". */
function explainKindWords(draft: Draft, at: number, dimension: EntityDimension): void {
  const after = draft.segments[at + 1]
  const before = draft.segments[at - 1]
  const kinds: readonly string[] = dimension === 'INDUSTRY' ? ['CLIENT', 'INDUSTRY'] : [dimension]
  if (
    after &&
    (meaningOfSegment(after)?.dimensions ?? []).some(kind => kinds.includes(kind)) &&
    !isAsked(draft.segments, at - 1)
  )
    explain(draft, after)
  if (
    before &&
    (meaningOfSegment(before)?.dimensions ?? []).includes(dimension) &&
    !before.plural &&
    !isAsked(draft.segments, at - 2)
  )
    explain(draft, before)
}

const isAsked = (segments: readonly Segment[], at: number): boolean =>
  hasCue(segments[at], 'which', 'by', 'per', 'what')

function chosen(
  draft: Draft,
  segment: Segment,
  at: number,
  supports: (dimension: EntityDimension) => boolean,
): Candidate {
  const { content } = segment
  const mentions = content.kind === 'NAME' ? content.mentions : []
  const { entity: assumed } = draft.assumed
  const meant = mentions.filter(({ entity }) => entity === assumed)
  if (assumed && meant.length > 0) return { dimension: assumed.dimension, mentions: meant, score: 0.99 }
  const byDimension = Map.groupBy(mentions, ({ entity }) => entity.dimension)
  const all = [...byDimension].map(([dimension, same]): Candidate => {
    const best = Math.max(...same.map(({ kind }) => scores[kind]))
    const kept = same.filter(({ kind }) => scores[kind] === best)
    return { dimension, mentions: kept, score: best }
  })
  const beside = [draft.segments[at + 1], draft.segments[at - 1]].flatMap(next =>
    next ? (meaningOfSegment(next)?.dimensions ?? []) : [],
  )
  const fitting = all.filter(({ dimension }) => supports(dimension))
  const usable = fitting.length > 0 ? fitting : all
  const top = Math.max(...usable.map(candidate => candidate.score))
  const best = usable.filter(candidate => candidate.score >= top - 0.03)
  const named = best.filter(({ dimension }) => beside.includes(dimension))
  const [one, ...others] = named.length > 0 ? named : ranked(best)
  if (!one) throw new Abstain('UNKNOWN_NAME', [segment.text])
  if (one.mentions.length > 1 && one.dimension !== 'PRODUCT')
    throw new Abstain(
      'AMBIGUOUS_NAME',
      [segment.text, ...one.mentions.slice(0, 8).map(({ entity }) => entity.label)],
      one.mentions.slice(0, 8).map(({ entity }) => ({ entity })),
    )
  return others.length > 0 ? { ...one, score: Math.min(one.score, 0.85) } : one
}

/**
 * A single plain English word that is only a part of a name ("community") may be just that word: the less so where it
 * begins the name, or is written as a name is.
 */
function plainness({ words, text }: Segment, { mentions }: Candidate): number {
  const kind = mentions[0]?.kind
  if (words.length > 1 || (kind !== 'PREFIX' && kind !== 'PART')) return 1
  const lower = text === text.toLowerCase()
  if (!isEnglish(words[0]!) || (!lower && kind === 'PREFIX')) return 1
  return kind === 'PREFIX' ? 0.93 : lower ? 0.75 : 0.92
}

/** Where one name is of several kinds of things: clients, people and vendors come first, names of work last. */
const order: readonly EntityDimension[] = [
  'CLIENT',
  'STAFF',
  'VENDOR',
  'PRODUCT',
  'INDUSTRY',
  'TEAM',
  'SERVICE_LINE',
  'WORK_TYPE',
  'PROJECT',
]
const ranked = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.toSorted((a, b) => order.indexOf(a.dimension) - order.indexOf(b.dimension))
