import { describe, expect, test } from 'vitest'
import { candidatesOf } from '../../../server/ask/model/candidates.ts'
import { choiceGrammar } from '../../../server/ask/model/choice-grammar.ts'
import { glossary, promptOf, terms } from '../../../server/ask/model/glossary.ts'
import { Catalogue } from '../../../server/metrics/catalogue/catalogue.ts'

const period = { between: { from: '2026-04-01', to: '2026-06-30' } }

describe('candidates', () => {
  test('are told by their metrics where these differ', () => {
    const found = candidatesOf([
      { metrics: ['labour_cost'], where: { clients: ['Harbor Dental Group'] }, period },
      { metrics: ['license_cost'], where: { clients: ['Harbor Dental Group'] }, period },
    ])
    expect(found).toEqual([
      { word: 'labour_cost', description: 'labour_cost, for clients' },
      { word: 'license_cost', description: 'license_cost, for clients' },
    ])
  })

  test('are told by their shape where it is that which differs', () => {
    const words = candidatesOf([
      { metrics: ['revenue'], groupBy: ['CLIENT'], orderBy: [{ metric: 'revenue', direction: 'DESC' }], first: 5 },
      { metrics: ['revenue'], groupBy: ['CLIENT'], orderBy: [{ metric: 'revenue', direction: 'ASC' }], first: 5 },
      { explain: { metric: 'revenue', against: 'PREVIOUS_PERIOD', period } },
    ])?.map(({ word }) => word)
    expect(words).toEqual([
      'revenue, by client, highest revenue first, several',
      'revenue, by client, lowest revenue first, several',
      'why revenue is what it is against previous period',
    ])
  })

  test('that differ only in names, numbers or days are for the asker alone', () => {
    const of = (name: string) => ({ metrics: ['revenue'], where: { clients: [name] }, period })
    expect(candidatesOf([of('Acme Manufacturing'), of('Acme Logistics')])).toBeNull()
    expect(candidatesOf([{ metrics: ['revenue'], period }, { metrics: ['revenue'] }])).toBeNull()
    const over = (value: number) => ({
      metrics: ['revenue'],
      having: [{ metric: 'revenue', op: 'GT' as const, value, onChange: false }],
    })
    expect(candidatesOf([over(5), over(5000)])).toBeNull()
  })

  test('none or too many are no choice', () => {
    expect(candidatesOf([])).toBeNull()
    expect(candidatesOf([...new Catalogue().keys()].slice(0, 9).map(key => ({ metrics: [key] })))).toBeNull()
  })

  test('cannot be called “abstain”, nor break out of the grammar', () => {
    expect(candidatesOf([{ metrics: ['abstain'] }])).toBeNull()
    expect(candidatesOf([{ metrics: ['x" | "anything'] }])).toBeNull()
    expect(choiceGrammar(['a"b\\'])).toBe(String.raw`root ::= " " ("a\"b\\" | "abstain") "\n"`)
    expect(() => choiceGrammar(['a\nroot ::= .*'])).toThrow('not plain text')
  })
})

test('the glossary is of metrics that there are, and of no number', () => {
  const keys = new Set(new Catalogue().keys())
  expect(terms.map(([key]) => key).filter(key => !keys.has(key))).toEqual([])
  expect(glossary).not.toMatch(/\d/)
  expect(promptOf('what did CLIENT_A cost', [{ word: 'spend', description: 'spend, for clients' }])).toBe(
    'Question: what did CLIENT_A cost\n- spend = spend, for clients\n- abstain = none of these, or not clear\nAnswer:',
  )
})
