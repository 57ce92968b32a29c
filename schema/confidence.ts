import type {
  Assumption as AssumptionRecord,
  Confidence as ConfidenceRecord,
  ConfidenceSignal as Signal,
} from '../server/metrics/metric-table.ts'
import { builder } from './builder.ts'

export const Assumption = builder.objectRef<AssumptionRecord>('Assumption').implement({
  description: 'Something taken for granted because the data does not say it.',
  fields: t => ({
    code: t.exposeString('code', { description: 'Which, stable, e.g. COST_RATE_FROM_BILLING_RATE.' }),
    text: t.exposeString('text', { description: 'The same for people.' }),
    rowCount: t.exposeInt('rowCount', { description: 'Rows it concerns.' }),
  }),
})

const ConfidenceLevel = builder.enumType('ConfidenceLevel', {
  description: 'A confidence in words.',
  values: {
    HIGH: { description: '0.9 or more.' },
    MEDIUM: { description: '0.7 up to 0.9.' },
    LOW: { description: '0.5 up to 0.7.' },
    AMBIGUOUS: { description: 'Below 0.5.' },
  } as const,
})

const ConfidenceSignal = builder.objectRef<Signal>('ConfidenceSignal').implement({
  description: 'Something that raises or lowers a confidence.',
  fields: t => ({
    key: t.exposeString('key', { description: 'Which, stable.' }),
    label: t.exposeString('label', { description: 'Its name for people.' }),
    value: t.exposeFloat('value', { description: 'The signal itself, in its own unit.' }),
    effect: t.exposeFloat('effect', { description: 'What it does to the score, as a difference from −1 to 1.' }),
    text: t.exposeString('text', { description: 'The same in words.' }),
  }),
})

export const Confidence = builder.objectRef<ConfidenceRecord>('Confidence').implement({
  description:
    'How far a value can be trusted: whether it stays about what it is once late and corrected rows have come.',
  fields: t => ({
    score: t.exposeFloat('score', { description: '0 to 1.' }),
    level: t.expose('level', { type: ConfidenceLevel, description: 'The score in words.' }),
    signals: t.expose('signals', { type: [ConfidenceSignal], description: 'What it is made of.' }),
  }),
})
