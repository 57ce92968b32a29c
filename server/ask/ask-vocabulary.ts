import { Catalogue } from '../metrics/catalogue/catalogue.ts'
import type { MetricDefinition } from '../metrics/metric-table.ts'
import type { AskVocabulary } from './context.ts'
import type { Entity } from './entities/entity.ts'
import { EntityIndex } from './entities/entity-index.ts'
import { type Lexicon, lexicon } from './lexicon/lexicon.ts'
import { type Meaning, meaningOf } from './lexicon/meaning.ts'
import { type ConceptWord, resolveMetric } from './parse/resolve-metric.ts'
import { addMetricName } from './parse/segments.ts'
import { isEnglish } from './words/dictionary.ts'
import { fold } from './words/fold.ts'
import { PhraseTable } from './words/phrase-table.ts'
import { vocabulary } from './words/spelled.ts'

/** A word of the organization's own for a metric. */
export interface Synonym {
  /** As the passes over questions meet them. */
  readonly words: readonly string[]
  readonly key: string
}

/** What a viewer may see: names, metrics and what goes with them. Nothing else can be asked for, found or suggested. */
export interface Visible {
  readonly entities: readonly Entity[]
  readonly definitions: readonly MetricDefinition[]
  /** Those of metrics that are not among `definitions` say nothing. */
  readonly synonyms?: readonly Synonym[]
  readonly mayNameStaff: boolean
  readonly mayCompareBudget: boolean
  readonly baseCurrency: string
}

const builtIn: ReadonlySet<string> = new Set(new Catalogue().keys())

/** What everybody can ask of rows, by the names of the four kinds of work. */
const workTypes: readonly Entity[] = [
  {
    dimension: 'WORK_TYPE',
    value: 'reactive',
    label: 'reactive',
    nicknames: ['break fix', 'break/fix', 'reactive work', 'help desk work', 'helpdesk work'],
  },
  {
    dimension: 'WORK_TYPE',
    value: 'proactive',
    label: 'proactive',
    nicknames: ['proactive work', 'preventive', 'preventative'],
  },
  { dimension: 'WORK_TYPE', value: 'project', label: 'project', nicknames: ['project work'] },
  { dimension: 'WORK_TYPE', value: 'internal', label: 'internal', nicknames: ['internal work'] },
]

/** The words of a viewer, ready for any number of questions about one state of the data. */
export const askVocabulary = (visible: Visible): AskVocabulary =>
  vocabularyOf(visible, new EntityIndex([...visible.entities, ...workTypes], lexicon().nicknames))

/** The same without holding up others while thousands of names are taken in. */
export async function askVocabularyInTurns(visible: Visible): Promise<AskVocabulary> {
  return vocabularyOf(visible, await EntityIndex.made([...visible.entities, ...workTypes], lexicon().nicknames))
}

function vocabularyOf(
  { definitions, entities: _, synonyms = [], ...rest }: Visible,
  index: EntityIndex,
): AskVocabulary {
  const words = lexicon()
  // Loads the dictionary before anybody waits for an answer.
  isEnglish('ready')
  const metricNames = new PhraseTable<Meaning>()
  const add = (phrase: string, key: string) => {
    const folded = phrase
      .split(/[\s_,()/-]+/)
      .map(fold)
      .filter(word => word !== '')
    // What the lexicon says better, it says itself.
    if (folded.length > 0 && (!builtIn.has(key) || !saysItself(folded, key, words)))
      metricNames.add(folded, { ...meaningOf(''), concepts: [`=${key}`] })
  }
  for (const { key, name } of definitions) {
    add(key, key)
    add(name, key)
  }
  const visible = new Map(definitions.map(definition => [definition.key, definition]))
  for (const { words: phrase, key } of synonyms) if (visible.has(key)) addMetricName(metricNames, key, phrase)
  return {
    ...rest,
    lexicon: words,
    index,
    visible,
    builtIn,
    rules: words.rules,
    metricNames,
    spelling: vocabulary(
      [...words.phrases.words, ...index.words()],
      word => words.phrases.knows(word) || index.knows(word) || metricNames.knows(word),
      pair => words.phrases.longest(pair, 0)?.length === pair.length,
    ),
  }
}

/** Whether the lexicon reads these words as the metric already. */
function saysItself(phrase: readonly string[], key: string, { phrases, rules }: Lexicon): boolean {
  const run: ConceptWord[] = []
  for (let at = 0; at < phrase.length; ) {
    const match = phrases.longest(phrase, at)
    if (!match) return false
    run.push({ strong: match.found.concepts, weak: match.found.weak })
    at += match.length
  }
  const [found, other] = resolveMetric(run, new Set(), rules)
  return found?.key === key && !other
}
