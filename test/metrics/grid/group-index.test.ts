import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GroupIndex } from '../../../server/metrics/grid/group-index.ts'

const combinations = fc
  .integer({ min: 0, max: 3 })
  .chain(width =>
    fc.tuple(
      fc.constant(width),
      fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: width, maxLength: width }), { maxLength: 60 }),
    ),
  )

test('groups are numbered as they come up and found again, of however many dimensions', () => {
  fc.assert(
    fc.property(combinations, ([width, all]) => {
      const index = new GroupIndex(width)
      const plain = new Map<string, number>(width === 0 ? [['', 0]] : [])
      for (const members of all) {
        expect(index.find(members)).toBe(plain.get(members.join()))
        if (!plain.has(members.join())) plain.set(members.join(), plain.size)
        expect(index.add(members)).toBe(plain.get(members.join()))
        if (width === 1) expect(index.addOne(members[0]!)).toBe(plain.get(members.join()))
      }
      expect(index.count).toBe(plain.size)
      for (const [members, group] of plain) {
        expect(index.membersOf(group).join()).toBe(members)
        for (let position = 0; position < width; position++)
          expect(index.memberOf(group, position)).toBe(index.membersOf(group)[position])
      }
    }),
  )
})
