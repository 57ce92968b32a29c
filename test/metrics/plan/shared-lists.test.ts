import { expect, test } from 'vitest'
import { knownOnce, type Lasting, Lists, sharedLists } from '../../../server/metrics/plan/shared-lists.ts'

const managerOf = (isInTransaction = false) => {
  const driver = {}
  return { isInTransaction: () => isInTransaction, getDriver: () => driver as never }
}

test('a state of the data has its lists once, for whoever asks', () => {
  const em = managerOf()
  expect(sharedLists(em, [1, 5, null])).toBe(sharedLists(em, [1, 5, null]))
  expect(sharedLists(em, [1, 5, null])).not.toBe(sharedLists(em, [2, 5, null]))
  expect(sharedLists(em, [1, 5, null])).not.toBe(sharedLists(em, [1, 5, 3]))
  expect(sharedLists(managerOf(), [1, 5, null])).not.toBe(sharedLists(em, [1, 5, null]))
})

test('within a transaction nothing is shared', () => {
  const em = managerOf(true)
  expect(sharedLists(em, [1, 5, null])).not.toBe(sharedLists(em, [1, 5, null]))
})

test('a version makes room for the next one of the same, and for nothing else', () => {
  const em = managerOf()
  const old = sharedLists(em, [1, 5, null])
  const others = [
    [1, 5, 3],
    [2, 5, null],
    [11, 4, null],
  ] as const
  const kept = others.map(state => sharedLists(em, state))
  sharedLists(em, [1, 6, null])
  expect(others.map(state => sharedLists(em, state))).toEqual(kept)
  for (const [index, state] of others.entries()) expect(sharedLists(em, state)).toBe(kept[index])
  expect(sharedLists(em, [1, 5, null])).not.toBe(old)
})

test('of many states the ones used last are kept', () => {
  const em = managerOf()
  const first = sharedLists(em, [1, 1, null])
  for (let organization = 2; organization <= 16; organization++) sharedLists(em, [organization, 1, null])
  expect(sharedLists(em, [1, 1, null])).toBe(first)
  const second = sharedLists(em, [2, 1, null])
  for (let organization = 20; organization < 36; organization++) sharedLists(em, [organization, 1, null])
  expect(sharedLists(em, [2, 1, null])).not.toBe(second)
})

test('what could not be read is read again', async () => {
  const lists = new Lists()
  let reads = 0
  const read = async () => {
    if (++reads === 1) throw new Error('gone')
    return reads
  }
  await expect(knownOnce(lists, 'some', read)).rejects.toThrow('gone')
  expect(await knownOnce(lists, 'some', read)).toBe(2)
  expect(await knownOnce(lists, 'some', read)).toBe(2)
})

/** Rests on what only some snapshots change. */
const restingOn = (changing: readonly number[]): Lasting<string> => ({
  standsSince: async snapshot => !changing.some(number => number > snapshot),
})
const lasting = (lists: Lists, changing: readonly number[], text: string, more?: Lasting<string>['continued']) =>
  knownOnce(lists, 'list', async () => text, { ...restingOn(changing), ...(more && { continued: more }) })

test('what later uploads do not change is not read again, however many there are before it is asked for', async () => {
  const em = managerOf()
  expect(await lasting(sharedLists(em, [1, 5, null], 3), [3], 'as of 3')).toBe('as of 3')
  expect(await lasting(sharedLists(em, [1, 6, null], 4), [3], 'as of 4')).toBe('as of 3')
  sharedLists(em, [1, 7, null], 5)
  expect(await lasting(sharedLists(em, [1, 9, null], 7), [3], 'as of 7')).toBe('as of 3')
  sharedLists(em, [1, 10, null], 8)
  expect(await lasting(sharedLists(em, [1, 11, null], 9), [3, 8], 'as of 9')).toBe('as of 9')
})

test('what an upload adds to is gone on with', async () => {
  const em = managerOf()
  await lasting(sharedLists(em, [1, 5, null], 3), [3], 'as of 3')
  const more = async (earlier: string) => `${earlier} and 4`
  expect(await lasting(sharedLists(em, [1, 6, null], 4), [3, 4], 'as of 4', more)).toBe('as of 3 and 4')
  expect(await lasting(sharedLists(em, [1, 7, null], 5), [3, 4], 'as of 5', more)).toBe('as of 3 and 4')
})

test('a version that is no snapshot, such as an erasure, lets nothing last', async () => {
  const em = managerOf()
  await lasting(sharedLists(em, [1, 5, null], 3), [3], 'as of 3')
  expect(await lasting(sharedLists(em, [1, 6, null], 3), [3], 'erased')).toBe('erased')
  // Erased and uploaded, before anybody asked.
  expect(await lasting(sharedLists(em, [1, 8, null], 4), [3], 'erased, as of 4')).toBe('erased, as of 4')
  await lasting(sharedLists(em, [2, 5, null], 3), [3], 'another')
  expect(await lasting(sharedLists(em, [1, 9, null], 5), [3], 'as of 5')).toBe('erased, as of 4')
})

test('lists that are not said to last do not, and what failed is read', async () => {
  const em = managerOf()
  const lists = sharedLists(em, [1, 5, null], 3)
  await knownOnce(lists, 'short', async () => 'as of 3')
  const failing = knownOnce(lists, 'list', () => Promise.reject(new Error('gone')), restingOn([]))
  const next = sharedLists(em, [1, 6, null], 4)
  await expect(failing).rejects.toThrow('gone')
  expect(await knownOnce(next, 'short', async () => 'as of 4')).toBe('as of 4')
  expect(await lasting(next, [], 'as of 4')).toBe('as of 4')
})
