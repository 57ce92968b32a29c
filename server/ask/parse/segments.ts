import type { PeriodSetting } from '../../metrics/periods/resolve-period.ts'
import type { EntityIndex } from '../entities/entity-index.ts'
import { linkedNames, partialName } from '../entities/linked-names.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { type Meaning, meaningOf } from '../lexicon/meaning.ts'
import { periodAt } from '../periods/period-at.ts'
import { yearOf } from '../periods/period-words.ts'
import { singular } from '../words/fold.ts'
import { numberWords } from '../words/number-words.ts'
import { NAME, type PhraseTable } from '../words/phrase-table.ts'
import type { Token } from '../words/token.ts'
import type { Content, Segment } from './segment.ts'

export interface SegmentSetting {
  readonly lexicon: Lexicon
  readonly index: EntityIndex
  readonly periods: PeriodSetting
  /** Keys and names of the organization's metrics. */
  readonly metricNames: PhraseTable<Meaning>
}

const measured = new Set([
  'hours',
  'hour',
  'hrs',
  'hr',
  'h',
  'dollars',
  'bucks',
  'usd',
  'seats',
  'seat',
  'licenses',
  'percent',
  '%',
  'pct',
  'invoices',
  'points',
  'thousand',
  'million',
  'grand',
])
const comparators = new Set([
  'over',
  'above',
  'under',
  'below',
  'least',
  'most',
  'exceeding',
  '>',
  '<',
  '>=',
  '<=',
  'exceed',
  'exceeds',
])

/** The question as a row of segments without gaps: names first, then the longest of period and phrase at each place. */
export function segments(tokens: readonly Token[], setting: SegmentSetting): Segment[] {
  const names = linkedNames(tokens, setting)
  const taken = new Array<(typeof names)[number] | null>(tokens.length).fill(null)
  for (const name of names) taken.fill(name, name.from, name.to)
  const words = tokens.map((token, at) => (taken[at] ? NAME : token.text))
  const found: Segment[] = []
  for (let at = 0; at < tokens.length; ) {
    const name = taken[at]
    const next = name
      ? segment(tokens, name.from, name.to, { kind: 'NAME', mentions: name.mentions })
      : segmentAt(tokens, words, at, setting)
    found.push(next)
    // A phrase may reach around a name ("share of Adobe licenses in use"), which still narrows.
    if (!name)
      for (const inner of names)
        if (inner.from >= next.from && inner.to <= next.to)
          found.push(segment(tokens, inner.from, inner.to, { kind: 'NAME', mentions: inner.mentions }))
    at = next.to
  }
  return withPartialNames(found, tokens, setting.index)
}

function segmentAt(tokens: readonly Token[], words: readonly string[], at: number, setting: SegmentSetting): Segment {
  const token = tokens[at]!
  const period = isCounted(words, at) ? null : periodAt(words, at, setting.periods)
  const phrase = setting.lexicon.phrases.longest(words, at)
  const own = setting.metricNames.longest(words, at)
  // "MRR" is no metric, unless the organization has one of that name.
  const missing = phrase?.found.guard === 'UNKNOWN_METRIC' && own?.length === phrase.length
  const best = missing || (own?.length ?? 0) > (phrase?.length ?? 0) ? own : phrase
  if (period && period.length >= (best?.length ?? 0) && !words.slice(at, at + period.length).includes(NAME))
    return segment(tokens, at, at + period.length, { kind: 'PERIOD', period: period.period })
  if (best) return segment(tokens, at, at + best.length, { kind: 'PHRASE', meaning: best.found })
  if (token.text === ',') return segment(tokens, at, at + 1, { kind: 'COMMA' })
  const number = token.number ?? spelledNumber(token.text)
  return segment(tokens, at, at + 1, number ? { kind: 'NUMBER', number } : { kind: 'UNKNOWN' })
}

const spelledNumber = (word: string) => {
  const value = numberWords.get(word)
  return value === undefined ? null : { value, unit: null, currency: null, plain: true }
}

/** A number that looks like a year but is an amount: "over 2000", "2000 hours". */
function isCounted(words: readonly string[], at: number): boolean {
  if (yearOf(words[at]) === null) return false
  return measured.has(words[at + 1] ?? '') || comparators.has(words[at - 1] ?? '')
}

function segment(tokens: readonly Token[], from: number, to: number, content: Content): Segment {
  const own = tokens.slice(from, to)
  return {
    from,
    to,
    text: own.map(token => token.raw).join(' '),
    words: own.map(token => token.text),
    plural: own.some(
      token =>
        singular(token.text) !== token.text || ['staff', 'people', 'personnel', 'clientele'].includes(token.text),
    ),
    content,
  }
}

/** A question with more words that nothing explains is not answered, so no names are sought for the rest. */
const MAX_UNKNOWN = 6

/** Words that nothing explains may be parts of names; such a part may take in words beside it. */
function withPartialNames(found: readonly Segment[], tokens: readonly Token[], index: EntityIndex): Segment[] {
  let now = [...found]
  let tries = 0
  for (let i = 0; i < now.length; i++) {
    const unknown = now[i]!
    if (unknown.content.kind !== 'UNKNOWN' && !isNumberOfName(unknown)) continue
    if (++tries > MAX_UNKNOWN) break
    const free = (at: number) => {
      const owner = now.find(segment => at >= segment.from && at < segment.to)
      return (
        owner !== undefined &&
        owner.to - owner.from === 1 &&
        owner.content.kind !== 'NAME' &&
        owner.content.kind !== 'COMMA'
      )
    }
    const name = partialName(tokens, unknown.from, free, index)
    if (!name || (unknown.content.kind === 'NUMBER' && name.to - name.from < 2)) continue
    const made = segment(tokens, name.from, name.to, { kind: 'NAME', mentions: name.mentions })
    now = [...now.filter(segment => segment.to <= name.from), made, ...now.filter(segment => segment.from >= name.to)]
    i = now.indexOf(made)
  }
  return now
}

const isNumberOfName = (segment: Segment): boolean => segment.content.kind === 'NUMBER'

/** A phrase table of the metrics of a catalogue, by key and name: an organization's own metrics are asked for so. */
export function addMetricName(table: PhraseTable<Meaning>, key: string, words: readonly string[]): void {
  if (words.length > 0) table.add(words, { ...meaningOf(''), concepts: [`=${key}`] })
}
