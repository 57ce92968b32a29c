import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalName } from '../../server/datasets/normal-name.ts'

test('a name of plain words is compared as any other is', () => {
  const word = fc.string({ unit: fc.constantFrom('A', 'z', '7', '&', '-', "'", '.', 'É'), minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), words => {
      // White space around it and between its words does not count, and is what plain names do not have.
      expect(normalName(words.join(' '))).toBe(normalName(`\t${words.join('  ')} `))
    }),
  )
})
