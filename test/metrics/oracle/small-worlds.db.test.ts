import { expect, test } from 'vitest'
import { disagreements, groupings, questions } from './compare-with-oracle.ts'
import { dayAfter, firstDayOf, lastDayOf, monthAfter, monthOf } from './days.ts'
import { importWorld } from './import-world.ts'
import { makeWorld, smallSize } from './make-world.ts'
import { allOf, type OracleQuery } from './oracle.ts'
import { type Chance, chanceOf } from './random.ts'
import type { World } from './world.ts'
import type { Notation } from './world-files.ts'

const notations: readonly Notation[] = [
  { delimiter: ',', decimalMark: '.' },
  { delimiter: ';', decimalMark: ',' },
  { delimiter: '\t', decimalMark: '.' },
  { delimiter: '|', decimalMark: ',' },
]

test.each(Array.from({ length: 12 }, (_, index) => index + 101))(
  'whatever the MSP (number %i), every metric by everything is what the oracle says',
  async seed => {
    const world = makeWorld(seed, smallSize)
    await using msp = await importWorld(world, notations[seed % notations.length])
    const found: string[] = []
    for (const groupBy of groupings) {
      for (const period of periodsOf(world, chanceOf(seed))) {
        for (const query of questions(groupBy, period)) {
          const different = await disagreements(msp, world, query)
          found.push(...different.map(text => `${groupBy.join(' × ')} ${JSON.stringify(period)}: ${text}`))
        }
      }
    }
    expect(found).toEqual([])
  },
)

/** All, days that cut months, whole months from before the first on, and a month that is still to come. */
function periodsOf(world: World, chance: Chance): OracleQuery['period'][] {
  const all = allOf(world)
  const day = dayAfter(all.from, chance.between(0, 60))
  const month = monthAfter(monthOf(all.from), chance.between(-3, 2))
  const later = monthAfter(monthOf(all.to), chance.between(0, 2))
  return [
    null,
    { from: day, to: dayAfter(day, chance.between(0, 90)) },
    { from: firstDayOf(month), to: lastDayOf(monthAfter(month, chance.between(0, 4))) },
    { from: firstDayOf(later), to: lastDayOf(later) },
  ]
}
