import { type AbstainReason, abstainReasons } from '../server/ask/abstain-reason.ts'
import type {
  AnswerEngine,
  AnswerRecord,
  ChipKind,
  Chip as ChipRecord,
  Citation as CitationRecord,
  Clarification as ClarificationRecord,
} from '../server/ask/answer/answer-record.ts'
import { builder } from './builder.ts'
import { Explanation } from './explanation.ts'
import { MetricTable } from './metric-table.ts'

const described = <K extends string>(words: Readonly<Record<K, string>>): Record<K, { description: string }> =>
  Object.fromEntries(Object.entries(words).map(([key, description]) => [key, { description }])) as Record<
    K,
    { description: string }
  >

const AbstainReasonEnum = builder.enumType('AbstainReason', {
  description: 'Why a question was not answered.',
  values: described<AbstainReason>(abstainReasons),
})

const AnswerEngineEnum = builder.enumType('AnswerEngine', {
  description: 'What read the question.',
  values: described<AnswerEngine>({
    RULES: 'The rules.',
    MODEL: 'The language model, where the rules were not sure and one is set up.',
    CACHE: 'The rules; the table is the one of an equal question about the same data.',
  }),
})

const ChipKindEnum = builder.enumType('ChipKind', {
  description: 'Which part of a question a chip is about.',
  values: described<ChipKind>({
    METRIC: 'What is measured.',
    GROUP: 'What rows are told apart by.',
    FILTER: 'Whom or what it is narrowed to, and what is left out.',
    PERIOD: 'The time it is about.',
    COMPARISON: 'What it is compared with.',
    CONDITION: 'Which rows are shown.',
    ORDER: 'Which rows come first.',
    CORRECTION: 'A word that was taken for misspelt.',
  }),
})

const Clarification = builder.objectRef<ClarificationRecord>('Clarification').implement({
  description: 'A question that may be meant, ready to be asked.',
  fields: t => ({
    label: t.exposeString('label', { description: 'The question in words.' }),
    choice: t.field({
      type: 'JSONObject',
      description: 'Send it as `input.choice` to get its answer.',
      resolve: ({ choice }) => ({ ...choice }),
    }),
  }),
})

const Chip = builder.objectRef<ChipRecord>('Chip').implement({
  description: 'One part of how a question was understood.',
  fields: t => ({
    kind: t.expose('kind', { type: ChipKindEnum, description: 'Which part.' }),
    label: t.exposeString('label', { description: 'What it was understood as.' }),
    alternatives: t.expose('alternatives', {
      type: [Clarification],
      description: 'The same question with another such part.',
    }),
  }),
})

const CitationKind = builder.enumType('CitationKind', {
  description: 'What an answer rests on.',
  values: described<CitationRecord['kind']>({
    DEFINITION: 'The definition of a metric, with its version.',
    PERIOD: 'The days it is about.',
    FILTER: 'What it is narrowed to.',
    ROWS: 'Rows of the sheets behind it.',
    SNAPSHOT: 'Uploads behind it.',
  }),
})

const Citation = builder.objectRef<CitationRecord>('Citation').implement({
  description: 'Something an answer rests on.',
  fields: t => ({
    kind: t.expose('kind', { type: CitationKind, description: 'What it is.' }),
    text: t.exposeString('text', { description: 'The same for people.' }),
  }),
})

export const Answer = builder.objectRef<AnswerRecord>('Answer').implement({
  description: 'What came of a question in words: an answer with everything it rests on, or why there is none.',
  fields: t => ({
    text: t.exposeString('text', {
      description: 'The answer as a sentence, by template; every number in it is one of the values.',
    }),
    abstained: t.boolean({
      description: 'Whether there is no answer: the rules never guess.',
      resolve: ({ reason }) => reason !== null,
    }),
    reason: t.expose('reason', {
      type: AbstainReasonEnum,
      nullable: true,
      description: 'Why there is no answer; null: there is one.',
    }),
    clarifications: t.expose('clarifications', {
      type: [Clarification],
      description: 'What may be meant, where there is no answer.',
    }),
    chips: t.expose('chips', {
      type: [Chip],
      description: 'How the question was understood; each part can be changed.',
    }),
    query: t.field({
      type: 'JSONObject',
      nullable: true,
      description:
        'The MetricQuery it was compiled to, its period as `between`, ready for `metrics`; for “why” the ExplainInput under `explain`. Send it as `previousQuery` with the next question.',
      resolve: ({ query }) => query && { ...query },
    }),
    table: t.expose('table', { type: MetricTable, nullable: true, description: 'The values, each with its proof.' }),
    explanation: t.expose('explanation', {
      type: Explanation,
      nullable: true,
      description: 'The explanation, for “why” questions.',
    }),
    confidence: t.exposeFloat('confidence', {
      description:
        'The chance, 0 to 1, that the query is what was meant; the values carry their own. Below 0.9 look at the chips first.',
    }),
    engine: t.expose('engine', { type: AnswerEngineEnum, description: 'What read the question.' }),
    citations: t.expose('citations', { type: [Citation], description: 'What the answer rests on.' }),
    note: t.exposeString('note', {
      nullable: true,
      description:
        'That the language model was wanted and could not help, so that this is what the rules read; null: it was not wanted, is not set up, or helped.',
    }),
    durationMs: t.exposeFloat('durationMs', { description: 'Milliseconds it took.' }),
  }),
})
