import type { AbstainReason } from '../abstain-reason.ts'
import { Abstain, type Draft } from './draft.ts'
import { hasCue, isFiller, meaningOfSegment, type Segment } from './segment.ts'

/** What is refused first where several reasons stand side by side. */
const weight: readonly AbstainReason[] = [
  'INJECTION',
  'WRITE',
  'FORECAST',
  'ADVICE',
  'OTHER_SUBJECT',
  'UNSUPPORTED',
  'UNKNOWN_METRIC',
]

const currencyWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    euro: 'EUR',
    euros: 'EUR',
    eur: 'EUR',
    '€': 'EUR',
    pounds: 'GBP',
    gbp: 'GBP',
    sterling: 'GBP',
    quid: 'GBP',
    '£': 'GBP',
    yen: 'JPY',
    jpy: 'JPY',
    '¥': 'JPY',
    rupees: 'INR',
    inr: 'INR',
    cad: 'CAD',
    aud: 'AUD',
    chf: 'CHF',
    francs: 'CHF',
    dollars: '$',
    dollar: '$',
    usd: 'USD',
    bucks: '$',
    $: '$',
    '₹': 'INR',
  } as const),
)
const dollars = new Set(['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN'])

/** Throws Abstain for questions that rules do not answer: orders, forecasts, advice, other subjects, other currencies. */
export function readGuards(draft: Draft): void {
  const found = draft.segments.flatMap(segment => {
    const guard = meaningOfSegment(segment)?.guard
    return guard ? [{ guard, text: segment.text }] : []
  })
  for (const reason of weight) {
    const about = found.filter(({ guard }) => guard === reason).map(({ text }) => text)
    if (about.length > 0) throw new Abstain(reason, about)
  }
  refuseTwoQuestions(draft)
  const base = draft.context.vocabulary.baseCurrency
  for (const segment of draft.segments) {
    const { content } = segment
    const said =
      content.kind === 'NUMBER' && content.number.unit === 'MONEY'
        ? (content.number.currency ?? '$')
        : content.kind === 'PHRASE' || content.kind === 'UNKNOWN'
          ? segment.words.map(word => currencyWords.get(word)).find(code => code !== undefined)
          : undefined
    if (said === undefined || said === base || (said === '$' && dollars.has(base))) continue
    throw new Abstain('OTHER_CURRENCY', [segment.text])
  }
}

const opens = (segment: Segment): boolean =>
  hasCue(segment, 'which', 'who', 'why') ||
  ['how much', 'how many', 'show me', 'tell me', 'list', 'give me'].includes(segment.words.join(' '))

/**
 * "rank clients by margin and show me who loses money" is two questions, and one table answers one. A second part that
 * only compares the first ("… and how does that compare to the quarter before?") belongs to it.
 */
function refuseTwoQuestions({ segments }: Draft): void {
  for (const [at, segment] of segments.entries()) {
    if (!['and', 'but', 'also'].includes(segment.words.join(' '))) continue
    const [before, after] = [segments.slice(0, at), segments.slice(at + 1)]
    const [next, second] = after
    const asks = (next && opens(next)) || (next && isFiller(next) && second && opens(second))
    if (!asks || !before.some(part => (meaningOfSegment(part)?.concepts.length ?? 0) > 0)) continue
    if (after.some(part => hasCue(part, 'compare', 'vs', 'prev', 'yoy', 'change'))) continue
    throw new Abstain('UNSUPPORTED', [after.map(({ text }) => text).join(' ')], [])
  }
}
