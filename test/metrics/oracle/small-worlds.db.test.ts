import { expect, test } from 'vitest'
import { disagreements, groupings, questions } from './compare-with-oracle.ts'
import { dayAfter } from './days.ts'
import { importWorld } from './import-world.ts'
import { makeWorld, smallSize } from './make-world.ts'
import { allOf } from './oracle.ts'
import { chanceOf } from './random.ts'
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
    const chance = chanceOf(seed)
    const all = allOf(world)
    const from = dayAfter(all.from, chance.between(0, 60))
    const days = { from, to: dayAfter(from, chance.between(0, 90)) }
    const found: string[] = []
    for (const groupBy of groupings) {
      for (const period of [null, days]) {
        for (const query of questions(groupBy, period)) {
          const different = await disagreements(msp, world, query)
          found.push(...different.map(text => `${groupBy.join(' × ')} ${query.period?.from ?? 'ALL'}: ${text}`))
        }
      }
    }
    expect(found).toEqual([])
  },
)
