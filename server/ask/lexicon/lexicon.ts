import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fold } from '../words/fold.ts'
import { PhraseTable } from '../words/phrase-table.ts'
import { expanded } from './expanded.ts'
import { type Meaning, meaningOf } from './meaning.ts'

/** A way to speak of a metric: its concepts. Keys that begin with "?" are readings that only the asker can choose. */
export interface MetricRule {
  readonly key: string
  readonly concepts: ReadonlySet<string>
}

/** The words that questions are read with. Data: see the text files beside this one. */
export interface Lexicon {
  /** Changes with every change of the files. */
  readonly version: string
  readonly phrases: PhraseTable<Meaning>
  readonly rules: readonly MetricRule[]
  /** Other readings of a metric, or the choices where only the asker can tell. */
  readonly choices: ReadonlyMap<string, readonly string[]>
  /** What people call products and kinds of firms: folded phrase → words of names. */
  readonly nicknames: ReadonlyMap<string, string>
}

const phraseFiles = ['fillers', 'dimensions', 'cues', 'guards', 'concepts'] as const

const text = (name: string): string => readFileSync(new URL(`./${name}.txt`, import.meta.url), 'utf8')

/** Lines of a file as what stands before and after the colon; comments left out. */
function entries(name: string): (readonly [string, string])[] {
  return text(name)
    .split('\n')
    .filter(line => line.trim() !== '' && !line.startsWith('#'))
    .map(line => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const
    })
}

/** What the files say, phrase by phrase; a later file wins over an earlier one. */
export function lexiconPhrases(): (readonly [phrase: string, features: string, file: string])[] {
  return phraseFiles.flatMap(file =>
    entries(file).flatMap(([features, phrases]) =>
      phrases.split(',').flatMap(pattern => expanded(pattern).map(phrase => [phrase, features, file] as const)),
    ),
  )
}

let made: Lexicon | undefined

/** Reads the files once. */
export function lexicon(): Lexicon {
  made ??= readLexicon()
  return made
}

function readLexicon(): Lexicon {
  const phrases = new PhraseTable<Meaning>()
  const meanings = new Map<string, Meaning>()
  for (const [phrase, features] of lexiconPhrases()) {
    const meaning = meanings.get(features) ?? meaningOf(features)
    meanings.set(features, meaning)
    phrases.add(phrase.split(' ').map(fold), meaning)
  }
  const files = [...phraseFiles, 'metrics', 'choices', 'names'].map(text).join('\n')
  return {
    version: createHash('sha256').update(files).digest('hex').slice(0, 12),
    phrases,
    rules: entries('metrics').flatMap(([key, ways]) =>
      ways.split('|').map(way => ({ key, concepts: new Set(way.trim().split(/ +/)) })),
    ),
    choices: new Map(entries('choices').map(([key, keys]) => [key, keys.split(/ +/)])),
    nicknames: new Map(entries('names')),
  }
}
