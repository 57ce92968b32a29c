import type { AskContext } from '../context.ts'
import type { Segment } from '../parse/segment.ts'
import { segments } from '../parse/segments.ts'
import { cleaned } from '../words/cleaned.ts'
import { isEnglish } from '../words/dictionary.ts'
import { spelled } from '../words/spelled.ts'
import { tokens } from '../words/tokens.ts'

/**
 * A question as a model may see it: words of the lexicon and of English, with what it names, counts and dates behind
 * placeholders: "why did CLIENT_A lose money in PERIOD". A word that is neither may be a name, so it is masked too.
 */
export function maskedQuestion(question: string, { vocabulary, periods }: AskContext): string {
  const words = spelled(tokens(cleaned(question)), vocabulary.spelling)
  const seen = new Map<string, string[]>()
  /** The same thing twice has the same letter. */
  const lettered = (kind: string, name: string): string => {
    const names = seen.get(kind) ?? []
    seen.set(kind, names)
    if (!names.includes(name)) names.push(name)
    return `${kind}_${String.fromCharCode(65 + (names.indexOf(name) % 26))}`
  }
  return segments(words, { ...vocabulary, periods })
    .map(segment => masked(segment, lettered))
    .join(' ')
}

function masked({ content, words }: Segment, lettered: (kind: string, name: string) => string): string {
  switch (content.kind) {
    case 'NAME': {
      const kinds = new Set(content.mentions.map(({ entity }) => entity.dimension))
      return lettered(kinds.size === 1 ? [...kinds][0]! : 'NAME', words.join(' '))
    }
    case 'PERIOD':
      return 'PERIOD'
    case 'NUMBER':
      return content.number.unit ?? 'NUMBER'
    case 'COMMA':
      return ','
    case 'PHRASE':
      return words.map(word => (/\d/.test(word) ? 'NUMBER' : word)).join(' ')
    case 'UNKNOWN':
      return words.map(word => (/^[a-z]+$/.test(word) && isEnglish(word) ? word : 'WORD')).join(' ')
  }
}
