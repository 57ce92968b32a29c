import { setImmediate } from 'node:timers/promises'
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

/** Names that are taken in before others get their turn. */
const AT_ONCE = 250
/** A word of more names than that picks out none of them; looking through them would take its time. */
const MANY = 300

/** What the viewer may name, found by full names, by parts of names, and by words close to them. */
export class EntityIndex {
  readonly #names = new PhraseTable<Mention[]>()
  readonly #postings = new Map<string, Named[]>()
  size: number

  constructor(entities: readonly Entity[], nicknames: ReadonlyMap<string, string> = new Map()) {
    const building = this.#build(entities, nicknames)
    while (!building.next().done);
    this.size = entities.length
  }

  /** The same, with a pause after every few hundred names, so that thousands hold up nobody else. */
  static async made(entities: readonly Entity[], nicknames: ReadonlyMap<string, string>): Promise<EntityIndex> {
    const index = new EntityIndex([])
    for (const _ of index.#build(entities, nicknames)) await setImmediate()
    index.size = entities.length
    return index
  }

  *#build(entities: readonly Entity[], nicknames: ReadonlyMap<string, string>): Generator<void> {
    const exact = new Map<string, { words: readonly string[]; mentions: Mention[] }>()
    const meanings = [...nicknames].map(([phrase, meant]) => ({
      phrase,
      said: phrase.split(' '),
      words: meant.split(' '),
    }))
    let added = 0
    for (const entity of entities) {
      this.#add(entity, exact, meanings)
      if (++added % AT_ONCE === 0) yield
    }
    for (const { words, mentions } of exact.values()) {
      this.#names.add(words, mentions)
      if (++added % (10 * AT_ONCE) === 0) yield
    }
    for (const { phrase, said, words } of meanings) {
      const found = this.partial(words)
      if (found.length > 0 && !exact.has(phrase))
        this.#names.add(
          said,
          found.map(({ entity }) => ({ entity, kind: 'NICKNAME' as const })),
        )
    }
  }

  #add(
    entity: Entity,
    exact: Map<string, { words: readonly string[]; mentions: Mention[] }>,
    meanings: readonly { readonly said: readonly string[]; readonly words: readonly string[] }[],
  ): void {
    const add = (words: readonly string[], kind: MentionKind) => {
      const key = words.join(' ')
      const known = exact.get(key)
      if (!known) exact.set(key, { words, mentions: [{ entity, kind }] })
      else if (known.mentions.at(-1)?.entity !== entity) known.mentions.push({ entity, kind })
    }
    const words = nameWords(entity.label)
    if (words.length === 0) return
    add(words, 'FULL')
    const core = coreWords(words)
    if (core.length < words.length) add(core, 'CORE')
    if (words.includes('and'))
      add(
        core.filter(word => word !== 'and'),
        'CORE',
      )
    for (const nickname of entity.nicknames ?? []) add(nameWords(nickname), 'NICKNAME')
    for (const { said, words: meant } of meanings) {
      const at = startsOf(core, meant)
      if (at >= 0) add([...core.slice(0, at), ...said, ...core.slice(at + meant.length)], 'NICKNAME')
    }
    const initials = core.filter(word => word !== 'and' && word !== 'of')
    if (entity.dimension === 'CLIENT' && initials.length >= 3)
      add([initials.map(word => word.charAt(0)).join('')], 'INITIALS')
    const named = { entity, words }
    for (const word of new Set(words)) {
      const posting = this.#postings.get(word)
      if (posting) posting.push(named)
      else this.#postings.set(word, [named])
    }
  }

  /** The longest full name, name without legal form, nickname or initials from a word on. */
  exactAt(words: readonly string[], at: number): { length: number; mentions: readonly Mention[] } | null {
    const match = this.#names.longest(words, at)
    return match && { length: match.length, mentions: match.found }
  }

  /** Everything whose name holds these words in a row; names that begin with them first. */
  partial(words: readonly string[]): Mention[] {
    let named: readonly Named[] | undefined
    for (const word of words) {
      const posting = this.#postings.get(word)
      if (!posting) return []
      if (!named || posting.length < named.length) named = posting
    }
    const found: Mention[] = []
    if (!named || named.length > MANY) return found
    for (const { entity, words: name } of named) {
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
