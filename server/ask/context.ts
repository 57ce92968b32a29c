import type { ExplainInput } from '../explanations/explain-input.ts'
import type { MetricQueryInput } from '../metrics/metric-query.ts'
import type { MetricDefinition } from '../metrics/metric-table.ts'
import type { PeriodSetting } from '../metrics/periods/resolve-period.ts'
import type { EntityIndex } from './entities/entity-index.ts'
import type { Lexicon, MetricRule } from './lexicon/lexicon.ts'
import type { Meaning } from './lexicon/meaning.ts'
import type { PhraseTable } from './words/phrase-table.ts'
import type { Vocabulary } from './words/spelled.ts'

/** What a question has been compiled to: a table, or an explanation. */
export type CompiledQuery = MetricQueryInput | { readonly explain: ExplainInput }

export const isExplanation = (query: CompiledQuery): query is { readonly explain: ExplainInput } => 'explain' in query

/** What one viewer can ask for in one state of the data. Made once for both, see `askContext`. */
export interface AskVocabulary {
  readonly lexicon: Lexicon
  readonly index: EntityIndex
  /** The metrics the viewer may see, by key. */
  readonly visible: ReadonlyMap<string, MetricDefinition>
  /** Every metric there is, with or without the viewer's leave: what is asked for and not theirs is refused by name. */
  readonly builtIn: ReadonlySet<string>
  readonly rules: readonly MetricRule[]
  readonly metricNames: PhraseTable<Meaning>
  readonly spelling: Vocabulary
  readonly mayNameStaff: boolean
  readonly mayCompareBudget: boolean
  /** ISO 4217. */
  readonly baseCurrency: string
}

/** What a question is read in: whose words, on which day, after which question. */
export interface AskContext {
  readonly vocabulary: AskVocabulary
  readonly periods: PeriodSetting
  readonly previous: CompiledQuery | null
}
