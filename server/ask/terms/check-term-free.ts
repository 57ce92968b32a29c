import { BadInput } from '../../errors.ts'
import type { PeriodSetting } from '../../metrics/periods/resolve-period.ts'
import type { AskVocabulary } from '../context.ts'
import type { Mention } from '../entities/entity-index.ts'
import { nameWords } from '../entities/name-words.ts'
import { meaningOfSegment, type Segment } from '../parse/segment.ts'
import { segments } from '../parse/segments.ts'
import { cleaned } from '../words/cleaned.ts'
import { tokens } from '../words/tokens.ts'
import type { TermMeaning } from './term-meanings.ts'

/** Words that hold questions together: at the ends of a term they would be taken from the question around it. */
const functionWords = new Set(
  'a an the of for in on at with by per to from as and or but not no than vs versus is are was were be do does did has have had what which who whose when where why how me my us we our you your it its this that these those last next top bottom all each every'.split(
    ' ',
  ),
)

/**
 * Throws BadInput (TERM_TAKEN) for a term that questions of this viewer already read as something: a metric, a name, a
 * time, a number, words of the language they are asked in. Only what the viewer may see is looked at: what is hidden
 * from them is not told by a refusal either.
 */
export function checkTermFree(
  term: string,
  { kind, label }: Pick<TermMeaning, 'kind' | 'label'>,
  vocabulary: AskVocabulary,
  periods: PeriodSetting,
): void {
  const taken = (found: string) => new BadInput(`Proposing the term "${term}": ${found}`, 'TERM_TAKEN')
  const isMeant = ({ entity }: Mention) => entity.dimension === kind && entity.label === label
  const words = nameWords(term)
  const exact = vocabulary.index.exactAt(words, 0)
  const mentions = exact?.length === words.length ? exact.mentions : []
  const other = mentions.find(mention => !isMeant(mention))
  if (other) throw taken(`it is already a name of ${other.entity.label}; choose another word`)
  if (mentions.some(mention => mention.kind !== 'INITIALS'))
    throw taken(`questions understand it as ${label} already; nothing needs to be done`)
  for (const word of [words[0]!, words.at(-1)!])
    if (functionWords.has(word)) throw taken(`“${word}” at its beginning or end is part of the question; leave it out`)

  const found = segments(tokens(cleaned(term)), { ...vocabulary, periods })
  const [only] = found
  // What questions know only as a metric that there is not ("MRR") is free to become one.
  if (kind === 'METRIC' && found.length === 1 && meaningOfSegment(only!)?.guard === 'UNKNOWN_METRIC') return
  if (found.length === 1 && only) checkWhole(only, isMeant, taken)
  if (kind === 'METRIC')
    for (const { text, content } of found) {
      if (content.kind === 'PERIOD') throw taken(`“${text}” in it is a time; choose words without one`)
      if (content.kind === 'NAME') throw taken(`“${text}” in it is a name; choose words without one`)
    }
  if (!found.some(({ content }) => content.kind === 'UNKNOWN' || content.kind === 'NAME'))
    throw taken('all of its words already mean something in a question; choose a word of your own')
}

/** A term that is one thing already; part of the very name that is meant may stand for it alone. */
function checkWhole({ content }: Segment, isMeant: (mention: Mention) => boolean, taken: (found: string) => Error) {
  if (content.kind === 'PERIOD') throw taken('it is a time; choose another word')
  if (content.kind === 'NUMBER') throw taken('it is a number; choose a word')
  if (content.kind === 'PHRASE') {
    const key = content.meaning.concepts.find(concept => concept.startsWith('='))?.slice(1)
    throw taken(
      key ? `it already means ${key}; choose another word` : 'it already means something in questions; choose another',
    )
  }
  if (content.kind === 'NAME' && !content.mentions.some(isMeant))
    throw taken(`it is already part of the name ${content.mentions[0]!.entity.label}; choose another word`)
}
