import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askVocabulary, type Visible } from '../../../server/ask/ask-vocabulary.ts'
import { checkTermFree } from '../../../server/ask/terms/check-term-free.ts'
import { checkedTerm, normalTerm, termWords } from '../../../server/ask/terms/term-words.ts'
import { ExpectedError } from '../../../server/errors.ts'
import { processorTime } from '../../support/processor-time.ts'
import { queryOf } from '../read.ts'
import { sampleContext, sampleEntities, sampleVisible } from '../sample-context.ts'

const { vocabulary, periods } = sampleContext()
const revenue = { kind: 'METRIC', label: 'Revenue' } as const
const harbor = { kind: 'CLIENT', label: 'Harbor Dental Group' } as const

/** The term as it would be kept; null: it is refused. */
function kept(written: string, meaning: typeof revenue | typeof harbor): string | null {
  try {
    const term = checkedTerm(written)
    checkTermFree(term, meaning, vocabulary, periods)
    return term
  } catch (error) {
    if (error instanceof ExpectedError) return null
    throw error
  }
}

const contextWith = (visible: Partial<Visible>) => ({
  ...sampleContext(),
  vocabulary: askVocabulary({ ...sampleVisible, ...visible }),
})

const known =
  'harbor dental acme margin profit june last month top clients by the for revenue hours rate net team 2025 q3 5 total sales why vs over book work power'.split(
    ' ',
  )
const made = fc.stringMatching(/^[b-df-hj-np-tv-z]{2,3}[aeiou][b-df-hj-np-tv-z]{1,2}[aeiou]{0,1}$/)
const phrase = fc
  .array(fc.oneof({ weight: 2, arbitrary: made }, { weight: 3, arbitrary: fc.constantFrom(...known) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map(words => words.join(' '))

describe('a term that is kept', () => {
  test('for a metric is read as it, whole, with a grouping and a period around it', () => {
    let seen = 0
    fc.assert(
      fc.property(phrase, written => {
        const term = kept(written, revenue)
        if (term === null) return
        seen++
        const context = contextWith({ synonyms: [{ words: termWords('METRIC', term), key: 'revenue' }] })
        expect(queryOf(`${term} by client in June 2026`, context)).toEqual(queryOf('revenue by client in June 2026'))
      }),
      { numRuns: 300 },
    )
    expect(seen).toBeGreaterThan(30)
  })

  test('for a client is read as it', () => {
    let seen = 0
    fc.assert(
      fc.property(phrase, written => {
        const term = kept(written, harbor)
        if (term === null) return
        seen++
        const entities = sampleEntities.map(entity =>
          entity.label === harbor.label ? { ...entity, nicknames: [term] } : entity,
        )
        const question = 'revenue for Harbor Dental Group in June 2026'
        expect(queryOf(question.replace(harbor.label, term), contextWith({ entities }))).toEqual(queryOf(question))
      }),
      { numRuns: 300 },
    )
    expect(seen).toBeGreaterThan(30)
  })

  test('is compared as questions are read: without case, accents, apostrophes and doubled spaces', () => {
    for (const written of ['Café  Bar', 'CAFE BAR', 'cafe bar'])
      expect(normalTerm(checkedTerm(written))).toBe('cafe bar')
    expect(normalTerm(checkedTerm('O’Neil'))).toBe(normalTerm(checkedTerm("o'neil")))
    expect(normalTerm(checkedTerm('Labour pot'))).toBe('labor pot')
  })
})

test('what questions know only as a metric that there is not can become one, and nothing but one', () => {
  expect(() => queryOf('MRR by client in June 2026')).toThrow('UNKNOWN_METRIC')
  expect(kept('MRR', revenue)).toBe('MRR')
  expect(kept('MRR', harbor)).toBeNull()
  const context = contextWith({ synonyms: [{ words: termWords('METRIC', 'MRR'), key: 'revenue' }] })
  expect(queryOf('MRR by client in June 2026', context)).toEqual(queryOf('revenue by client in June 2026'))
})

test('whatever is written is kept or refused with a reason, within its time', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 80 })), written => {
      const { milliseconds } = processorTime(() => [kept(written, revenue), kept(written, harbor)])
      expect(milliseconds).toBeLessThan(1000)
    }),
    { numRuns: 1000 },
  )
})

test('a synonym of a metric that is not the viewer’s says nothing', () => {
  const definitions = sampleVisible.definitions.filter(({ key }) => key !== 'gross_profit')
  const context = contextWith({ definitions, synonyms: [{ words: ['flurbo'], key: 'gross_profit' }] })
  expect(context.vocabulary.metricNames.knows('flurbo')).toBe(false)
  expect(() => queryOf('flurbo in June 2026', context)).toThrow('UNKNOWN_NAME')
})
