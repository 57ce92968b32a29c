import { datasetOf } from '../../../server/datasets/datasets.ts'
import { type TestMsp, testMsp } from '../../support/test-msp.ts'
import type { World } from './world.ts'
import { type Notation, worldFiles } from './world-files.ts'

/** The world as the product knows it: its files through the real import, every row accepted. */
export async function importWorld(world: World, notation?: Notation): Promise<TestMsp> {
  const msp = await testMsp(world)
  try {
    for (const file of worldFiles(world, notation)) {
      const snapshot = await msp.accept(datasetOf(file.dataset).name, file.text)
      if (snapshot.rejectedCount === 0) continue
      const errors = (await msp.issues(snapshot)).filter(issue => issue.severity === 'ERROR')
      throw new Error(`${file.name}: ${snapshot.rejectedCount} rows rejected: ${JSON.stringify(errors.slice(0, 5))}`)
    }
    return msp
  } catch (error) {
    await msp[Symbol.asyncDispose]()
    throw error
  }
}

/** Noon of the world's today. */
export const nowOf = (world: Pick<World, 'today'>): number => Date.parse(`${world.today}T12:00:00Z`)
