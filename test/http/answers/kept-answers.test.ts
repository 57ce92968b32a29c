import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeptAnswers } from '../../../server/http/answers/kept-answers.ts'

const answerOf = (text: string) => ({ contentType: 'application/json', body: Buffer.from(text), personal: new Map() })

test('answers of a state are gone once the organization is in another, and with them their memory', () => {
  const kept = new KeptAnswers(1_000_000)
  kept.keep(1, 'a', 'q', answerOf('one'))
  kept.keep(2, 'a', 'q', answerOf('two'))
  expect(kept.find(1, 'a', 'q')?.body.toString()).toBe('one')
  expect(kept.find(1, 'b', 'q')).toBeUndefined()
  expect(kept.find(1, 'a', 'q')).toBeUndefined()
  expect(kept.find(2, 'a', 'q')?.body.toString()).toBe('two')
  kept.find(2, 'b', 'q')
  expect(kept.bytes).toBe(0)
})

test('the answer that nobody asked for longest goes first; one that is too large is not kept at all', () => {
  const kept = new KeptAnswers(4000)
  for (const key of ['a', 'b', 'c']) kept.keep(1, 's', key, answerOf('x'.repeat(290)))
  kept.find(1, 's', 'a')
  for (const key of ['d', 'e']) kept.keep(1, 's', key, answerOf('x'.repeat(290)))
  expect(['a', 'b', 'c', 'd', 'e'].map(key => kept.find(1, 's', key) !== undefined)).toEqual([
    true,
    false,
    true,
    true,
    true,
  ])
  kept.keep(1, 's', 'large', answerOf('x'.repeat(3000)))
  expect(kept.find(1, 's', 'large')).toBeUndefined()
})

test('whatever is kept and found, in whatever states: memory stays bounded, and an answer is of its state', () => {
  const step = fc.record({
    organization: fc.constantFrom(1, 2, 11),
    state: fc.constantFrom('a', 'b'),
    key: fc.constantFrom('p', 'q', 'r s'),
    bytes: fc.nat({ max: 900 }),
    keeps: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const kept = new KeptAnswers(4000)
      for (const { organization, state, key, bytes, keeps } of steps) {
        const text = `${organization} ${state} ${key} ${'x'.repeat(bytes)}`
        if (keeps) kept.keep(organization, state, key, answerOf(text))
        else {
          const found = kept.find(organization, state, key)?.body.toString()
          if (found !== undefined) expect(found.startsWith(`${organization} ${state} ${key} `)).toBe(true)
        }
        expect(kept.bytes).toBeLessThanOrEqual(4000)
        expect(kept.bytes).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})
