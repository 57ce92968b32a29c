import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { rollupDifferences } from '../../server/backups/rollup-differences.ts'
import { importWorld } from '../metrics/oracle/import-world.ts'
import { makeWorld, smallSize } from '../metrics/oracle/make-world.ts'
import type { TestMsp } from '../support/test-msp.ts'
import { defectFile, mendedFile } from './defect-files.ts'
import { everyMetric } from './every-metric.ts'
import { expectedDefects } from './expected-defects.ts'

/** An MSP at work, with a client called as the defect files call theirs. */
function workingMsp(): Promise<TestMsp> {
  const world = makeWorld(7, smallSize, true)
  const [first, ...others] = world.clients
  return importWorld({ ...world, clients: [{ ...first!, name: 'Harbor Dental Group', externalId: null }, ...others] })
}

const by = (msp: TestMsp) => ({ organizationId: msp.organizationId, userId: msp.userId, role: 'ANALYST' as const })
const revert = (msp: TestMsp, snapshot: string) =>
  msp.imports.revert({ uid: randomUUID(), by: by(msp), snapshot, reason: 'It was the wrong file' })
const differences = (msp: TestMsp) => rollupDifferences(msp.database.orm.em.fork(), msp.organizationId)

describe.each(Object.entries(expectedDefects))('%s with defects', (dataset, { errors, mended }) => {
  test('the mended sheet completes the upload without duplicates; reverts restore every metric to the digit', async () => {
    await using msp = await workingMsp()
    const before = await everyMetric(msp)
    const first = await msp.accept(dataset, defectFile(dataset))
    const partly = await everyMetric(msp)

    const second = await msp.accept(dataset, mendedFile(dataset))
    const rejected = new Set(errors.map(([row]) => row)).size
    expect(second).toMatchObject({ rejectedCount: 0, removedCount: 0 })
    // Somebody known without e-mail, who gets one, is changed and not added.
    expect(second.addedCount + second.changedCount).toBe(rejected)
    expect(second.unchangedCount).toBe(first.addedCount + first.changedCount)
    const whole = await everyMetric(msp)
    expect(await differences(msp)).toEqual([])

    const third = await msp.accept(dataset, `${mendedFile(dataset)}\n`)
    expect(third).toMatchObject({ addedCount: 0, changedCount: 0, removedCount: 0 })
    expect(await everyMetric(msp)).toEqual(whole)

    // The third says again what the second brought, so the second cannot go before it.
    expect(await revert(msp, second.uid)).toMatchObject({ type: 'RevertConflict', snapshots: [third.uid] })
    expect(await revert(msp, third.uid)).toMatchObject({ type: 'Snapshot' })
    expect(await everyMetric(msp)).toEqual(whole)
    expect(await revert(msp, second.uid)).toMatchObject({ type: 'Snapshot' })
    expect(await everyMetric(msp)).toEqual(partly)
    expect(await revert(msp, first.uid)).toMatchObject({ type: 'Snapshot' })
    expect(await everyMetric(msp)).toEqual(before)
    expect(await differences(msp)).toEqual([])
    if (!['clients', 'staff', 'fx_rates', 'budgets'].includes(dataset)) expect(partly).not.toEqual(before)
  })

  test('mending only the rejected rows does the same as the whole mended sheet', async () => {
    await using msp = await workingMsp()
    const first = await msp.accept(dataset, defectFile(dataset))
    const rows = [...new Set(errors.map(([row]) => row))].map(row => ({ row, cells: mended[row] ?? {} }))
    const outcome = await msp.imports.correct({
      uid: randomUUID(),
      by: by(msp),
      snapshot: first.uid,
      rows,
      mode: 'STRICT',
      dryRun: false,
      description: null,
    }).done
    expect(outcome).toMatchObject({ type: 'Snapshot', snapshot: { rejectedCount: 0, acceptedCount: rows.length } })
    const corrected = await everyMetric(msp)
    expect(await msp.accept(dataset, mendedFile(dataset))).toMatchObject({ addedCount: 0, changedCount: 0 })
    expect(await everyMetric(msp)).toEqual(corrected)
    expect(await differences(msp)).toEqual([])
  })
})
