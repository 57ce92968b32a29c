import { PhraseTable } from '../words/phrase-table.ts'
import type { Entity } from './entity.ts'
import { coreWords, isCommonWord, nameWords } from './name-words.ts'

interface Named {
  readonly entity: Entity
  readonly words: readonly string[]
}

/** How a mention stands to a name: all of it, all but legal forms, its beginning, a part, its initials. */
export type MentionKind = 'FULL' | 'CORE' | 'NICKNAME' | 'PREFIX' | 'PART' | 'INITIALS'

export interface Mention {
  readonly entity: Entity
  readonly kind: MentionKind
}

/** What the viewer may name, found by full names, by parts of names, and by words close to them. */
export class EntityIndex {
  readonly #names = new PhraseTable<Mention[]>()
  readonly #postings = new Map<string, Named[]>()
  readonly size: number

  constructor(entities: readonly Entity[], nicknames: ReadonlyMap<string, string> = new Map()) {
    this.size = entities.length
    const exact = new Map<string, { words: readonly string[]; mentions: Mention[] }>()
    const add = (words: readonly string[], entity: Entity, kind: MentionKind) => {
      const key = words.join(' ')
      const known = exact.get(key)
      if (!known) exact.set(key, { words, mentions: [{ entity, kind }] })
      else if (!known.mentions.some(mention => mention.entity === entity)) known.mentions.push({ entity, kind })
    }
    for (const entity of entities) {
      const words = nameWords(entity.label)
      if (words.length === 0) continue
      add(words, entity, 'FULL')
      const core = coreWords(words)
      if (core.length < words.length) add(core, entity, 'CORE')
      if (words.includes('and'))
        add(
          core.filter(word => word !== 'and'),
          entity,
          'CORE',
        )
      for (const nickname of entity.nicknames ?? []) add(nameWords(nickname), entity, 'NICKNAME')
      for (const [phrase, meant] of nicknames) {
        const at = startsOf(core, meant.split(' '))
        if (at >= 0)
          add(
            [...core.slice(0, at), ...phrase.split(' '), ...core.slice(at + meant.split(' ').length)],
            entity,
            'NICKNAME',
          )
      }
      const initials = core.filter(word => word !== 'and' && word !== 'of')
      if (entity.dimension === 'CLIENT' && initials.length >= 3)
        add([initials.map(word => word.charAt(0)).join('')], entity, 'INITIALS')
      const named = { entity, words }
      for (const word of new Set(words)) {
        const posting = this.#postings.get(word)
        if (posting) posting.push(named)
        else this.#postings.set(word, [named])
      }
    }
    for (const { words, mentions } of exact.values()) this.#names.add(words, mentions)
    for (const [phrase, meant] of nicknames) {
      const found = this.partial(meant.split(' '))
      if (found.length > 0 && !exact.has(phrase))
        this.#names.add(
          phrase.split(' '),
          found.map(({ entity }) => ({ entity, kind: 'NICKNAME' as const })),
        )
    }
  }

  /** The longest full name, name without legal form, nickname or initials from a word on. */
  exactAt(words: readonly string[], at: number): { length: number; mentions: readonly Mention[] } | null {
    const match = this.#names.longest(words, at)
    return match && { length: match.length, mentions: match.found }
  }

  /** Everything whose name holds these words in a row; names that begin with them first. */
  partial(words: readonly string[]): Mention[] {
    const [first] = words
    const found: Mention[] = []
    for (const { entity, words: name } of this.#postings.get(first ?? '') ?? []) {
      const at = startsOf(name, words)
      if (at >= 0) found.push({ entity, kind: at === 0 || (at === 1 && name[0] === 'the') ? 'PREFIX' : 'PART' })
    }
    return found
  }

  /** Whether a word is part of any name. */
  knows(word: string): boolean {
    return this.#postings.has(word) || this.#names.words.has(word)
  }

  /** Words of names, for finding what a misspelt one may be. */
  words(): Iterable<string> {
    return this.#postings.keys()
  }

  isCommon(word: string): boolean {
    return isCommonWord(word)
  }
}

function startsOf(name: readonly string[], words: readonly string[]): number {
  for (let at = 0; at + words.length <= name.length; at++)
    if (words.every((word, offset) => name[at + offset] === word)) return at
  return -1
}
