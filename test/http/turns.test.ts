import { setImmediate as loop } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Asker } from '../../server/http/limits/fair-line.ts'
import { createTurns, TooBusy, type Turns } from '../../server/http/limits/turns.ts'

const never = new AbortController().signal
const one: Asker = ['firm', 'person']

/** Begins a piece of work and tells when it began; it lasts until it is ended. */
function held(turns: Turns, asker: Asker, begun: string[] = []) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const work = async () => {
    begun.push(asker.join(' '))
    await promise
  }
  return { end: resolve, done: turns.run(asker, work, never) }
}

const settled = async () => {
  for (let turn = 0; turn < 50; turn++) await loop()
}

test('never more run at once than may, all run once, each person’s in the order they came, and no turn is lost', async () => {
  const property = fc.asyncProperty(
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom(0.5, 0.75, 1),
    fc.array(fc.record({ firm: fc.nat(2), person: fc.nat(2), ticks: fc.nat(3), fails: fc.boolean() }), {
      maxLength: 20,
    }),
    async (atOnce, share, pieces) => {
      const turns = createTurns({ atOnce, waiting: 100, share, wait: 10_000 })
      const ofFirm = Math.max(1, Math.floor(atOnce * share))
      const ofPerson = Math.max(1, Math.floor(ofFirm * share))
      const begun: number[] = []
      const running: number[] = []
      const most = (of: (piece: (typeof pieces)[number]) => string) =>
        Math.max(
          0,
          ...Map.groupBy(running, index => of(pieces[index]!))
            .values()
            .map(each => each.length),
        )
      const work = (index: number) => async () => {
        begun.push(index)
        running.push(index)
        expect(running.length).toBeLessThanOrEqual(atOnce)
        expect(most(({ firm }) => `${firm}`)).toBeLessThanOrEqual(ofFirm)
        expect(most(({ firm, person }) => `${firm} ${person}`)).toBeLessThanOrEqual(ofPerson)
        for (let tick = 0; tick < pieces[index]!.ticks; tick++) await loop()
        running.splice(running.indexOf(index), 1)
        if (pieces[index]!.fails) throw new Error(`${index}`)
        return index
      }
      const ended = await Promise.allSettled(
        pieces.map(({ firm, person }, index) => turns.run([`${firm}`, `${person}`], work(index), never)),
      )
      expect(ended).toEqual(
        pieces.map(({ fails }, index) =>
          fails ? { status: 'rejected', reason: new Error(`${index}`) } : { status: 'fulfilled', value: index },
        ),
      )
      for (const of of Map.groupBy(begun, index => `${pieces[index]!.firm} ${pieces[index]!.person}`).values())
        expect(of).toEqual(of.toSorted((a, b) => a - b))
      // As many may run as before.
      const again: string[] = []
      const more = Array.from({ length: atOnce }, (_, firm) => held(turns, [`${firm}`, 'again'], again))
      await settled()
      expect(again).toHaveLength(atOnce)
      for (const { end } of more) end()
      await Promise.all(more.map(({ done }) => done))
    },
  )
  await fc.assert(property)
})

test('one firm’s slow queries, however many, leave turns to others', async () => {
  const turns = createTurns({ atOnce: 16, waiting: 5000, share: 0.75, wait: 10_000 })
  const slow = Array.from({ length: 400 }, (_, index) => held(turns, ['slow firm', `person ${index % 20}`]))
  await settled()
  const quick = Array.from({ length: 50 }, (_, index) => turns.run(['other firm', 'person'], async () => index, never))
  expect(await Promise.all(quick)).toEqual(Array.from({ length: 50 }, (_, index) => index))
  for (const { end } of slow) end()
  await Promise.all(slow.map(({ done }) => done))
})

test('one person’s slow queries leave turns to others of the same firm', async () => {
  const turns = createTurns({ atOnce: 16, waiting: 5000, share: 0.75, wait: 10_000 })
  const slow = Array.from({ length: 400 }, () => held(turns, ['firm', 'slow person']))
  await settled()
  expect(await turns.run(['firm', 'other person'], async () => 'answered', never)).toBe('answered')
  for (const { end } of slow) end()
  await Promise.all(slow.map(({ done }) => done))
})

test('turns go round among firms, and within each among its people, whoever asked first and however often', async () => {
  const turns = createTurns({ atOnce: 1, waiting: 100, share: 1, wait: 10_000 })
  const first = held(turns, ['a', 'x'])
  await settled()
  const begun: string[] = []
  const asked = ['a x', 'a x', 'a x', 'a y', 'b x', 'b x', 'c x']
  const done = asked.map(each => turns.run(each.split(' '), async () => void begun.push(each), never))
  first.end()
  await Promise.all([first.done, ...done])
  expect(begun).toEqual(['b x', 'c x', 'a y', 'b x', 'a x', 'a x', 'a x'])
})

test('what came in meanwhile is heard before the next begins, though none waits for anything but the processor', async () => {
  const turns = createTurns({ atOnce: 2, waiting: 100, share: 1, wait: 10_000 })
  const begun: string[] = []
  const many = Array.from({ length: 20 }, () => turns.run(['a', 'x'], async () => void begun.push('a'), never))
  await loop()
  const other = turns.run(['b', 'x'], async () => void begun.push('b'), never)
  await Promise.all([...many, other])
  expect(begun.indexOf('b')).toBeLessThan(4)
})

test('who waits too long or finds too many waiting is told so, and who goes away leaves the line', async () => {
  const turns = createTurns({ atOnce: 1, waiting: 2, share: 1, wait: 30 })
  const first = Promise.withResolvers<string>()
  const running = turns.run(one, () => first.promise, never)
  const leaving = new AbortController()
  const left = turns.run(one, async () => 'left', leaving.signal)
  const late = turns.run(one, async () => 'late', never)
  const full = turns.run(one, async () => 'full', never)
  await expect(full).rejects.toBeInstanceOf(TooBusy)
  leaving.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  await expect(late).rejects.toBeInstanceOf(TooBusy)
  const next = turns.run(one, async () => 'next', never)
  first.resolve('first')
  expect(await Promise.all([running, next])).toEqual(['first', 'next'])
  await settled()
  expect(await turns.run(one, async () => 'again', never)).toBe('again')
  await expect(turns.run(one, async () => 'never', AbortSignal.abort(new Error('gone before')))).rejects.toThrow(
    'gone before',
  )
})

test('a firm that fills its part of those who wait is refused, and others still find room', async () => {
  const turns = createTurns({ atOnce: 1, waiting: 8, share: 0.5, wait: 10_000 })
  const running = held(turns, ['a', 'x'])
  const asked = ['x', 'x', 'x', 'y', 'y', 'y', 'z'].map(person => turns.run(['a', person], async () => person, never))
  const refused = await Promise.race([
    Promise.allSettled(asked.slice(2, 3).concat(asked.slice(5))),
    settled().then(() => 'nothing'),
  ])
  expect(refused).toMatchObject(Array.from({ length: 3 }, () => ({ status: 'rejected', reason: expect.any(TooBusy) })))
  const other = turns.run(['b', 'x'], async () => 'other firm', never)
  running.end()
  await running.done
  expect(await other).toBe('other firm')
  expect(await Promise.allSettled(asked)).toMatchObject(
    ['x', 'x', null, 'y', 'y', null, null].map(value =>
      value === null ? { status: 'rejected' } : { status: 'fulfilled', value },
    ),
  )
})
