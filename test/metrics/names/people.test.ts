import fc from 'fast-check'
import { expect, test } from 'vitest'
import { people } from '../../../server/metrics/names/people.ts'

const staff = (...rows: [name: string, email: string | null][]) =>
  rows.map(([name, email], index) => ({
    row_key: index + 1,
    name,
    normal_name: name.toLowerCase(),
    email,
    capacity: 4000,
    cost_rate: null,
    billing_rate: null,
    team_id: null,
    start_day: null,
    end_day: null,
  }))
const persons = (...rows: [name: string, email: string][]) =>
  rows.map(([name, email], index) => ({ id: index + 1, name, normal_name: name.toLowerCase(), email }))

/** Who each person is: the position of a member. */
const whoIsWho = (list: ReturnType<typeof staff>, named: ReturnType<typeof persons>) => {
  const found = people(list, named)
  return named.map(person => found.memberOfPerson.get(person.id))
}

test('an e-mail finds the staff row before the name does', () => {
  const list = staff(['Maya', 'maya@x'], ['Ken', 'ken@x'])
  expect(whoIsWho(list, persons(['Ken', 'maya@x'], ['Ken', ''], ['Maya L.', 'maya@x'], ['Ken', 'other@x']))).toEqual([
    0, 1, 0, 1,
  ])
})

test('a name that two staff rows have finds neither', () => {
  const list = staff(['Jo', 'a@x'], ['Jo', 'b@x'])
  const found = people(list, persons(['Jo', ''], ['Jo', 'b@x']))
  expect([...found.memberOfPerson]).toEqual([
    [2, 1],
    [1, 2],
  ])
  expect(found.members[2]).toMatchObject({ staff: null, ambiguous: true, persons: [1] })
})

test('strangers are one by e-mail; without one they join the one stranger of their name', () => {
  expect(whoIsWho([], persons(['Ana', 'ana@x'], ['Ana R.', 'ana@x'], ['Ana', '']))).toEqual([0, 0, 0])
  expect(whoIsWho([], persons(['Sam', 'a@x'], ['Sam', 'b@x'], ['Sam', '']))).toEqual([0, 1, 2])
  expect(whoIsWho([], persons(['Sam', ''], ['Sam', '']))).toEqual([0, 0])
})

test('everybody is somebody, and in whatever order they are read, the same people are one', () => {
  const name = fc.constantFrom('Ana', 'Jo', 'Sam')
  const email = fc.constantFrom('', 'a@x', 'b@x', 'c@x')
  fc.assert(
    fc.property(fc.array(fc.tuple(name, email), { maxLength: 12 }), fc.array(fc.tuple(name, email)), (named, list) => {
      const rows = staff(...list.map(([who, mail]): [string, string | null] => [who, mail || null]))
      const unique = rows.filter((row, i) => row.email === null || rows.findIndex(r => r.email === row.email) === i)
      const all = persons(...named)
      const groups = (order: typeof all) => {
        const found = people(unique, order)
        return Map.groupBy(all, person => found.memberOfPerson.get(person.id))
          .values()
          .map(group => group.map(person => person.id).join())
          .toArray()
          .sort()
      }
      expect(groups(all.toReversed())).toEqual(groups(all))
    }),
  )
})
