import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFailed, test } from 'vitest'
import type { Anchor } from '../../server/audit/chain-check.ts'
import { type Chance, chanceOf } from '../metrics/oracle/random.ts'
import { closedDatabase } from '../support/closed-database.ts'
import { ask, dataOf, documents } from './client.ts'
import { keptPromises, type Tally } from './kept-promises.ts'
import { loadedServer } from './server-process.ts'
import { environmentOf, makeSmallFirm } from './small-firm.ts'
import { survivingState } from './surviving-state.ts'
import { createLedger, type Ledger, traffic } from './traffic.ts'

/** Of both dialects together more than a hundred. MOAT_KILLS and MOAT_SEED try others. */
const KILLS = Number(process.env.MOAT_KILLS ?? (process.env.MOAT_TEST_DIALECT === 'postgresql' ? 30 : 100))
const SEED = Number(process.env.MOAT_SEED ?? Date.now() % 1_000_000)

const kinds = ['upload', 'correction', 'revert', 'decision', 'sign-in', 'refresh', 'sign-out']

test(`a server killed ${KILLS} times in the middle of its work loses nothing it acknowledged and shows nothing half`, {
  timeout: 1_800_000,
}, async () => {
  onTestFailed(() => console.error(`MOAT_SEED=${SEED}`))
  await using place = await closedDatabase()
  const environment = environmentOf(place.location, place.folder)
  const firm = await makeSmallFirm(environment)
  const ledger = createLedger(firm)
  const chance = chanceOf(SEED)
  const tally: Tally = {}
  let head: Anchor | null = null
  let looked = 0
  let next = loadedServer(environment)
  try {
    // On a machine that is slow at times it may take some more until every kind of work has got through once.
    for (let kill = 0; kill < KILLS || (kill < 3 * KILLS && kinds.some(kind => !tally[kind]?.acknowledged)); kill++) {
      const server = next
      const address = await server.listen()
      next = loadedServer(environment)
      const working = traffic(address, firm, ledger, chance)
      await momentToKill(ledger, chance)
      await server.kill()
      await working
      const sent = ledger.sent.slice(looked)
      looked = ledger.sent.length
      const state: { head: Anchor | null } = await survivingState(place.location, firm.organizationId, head, db =>
        keptPromises(db, firm.organizationId, sent, tally),
      )
      head = state.head
    }
    // All of it once more: later kills took nothing away of what earlier ones left.
    await survivingState(place.location, firm.organizationId, head, async db => {
      const uploads = ledger.sent.filter(sent => sent.kind !== 'refresh' && sent.kind !== 'sign-out')
      await keptPromises(db, firm.organizationId, uploads, {})
    })
    console.log(`${KILLS} kills, seed ${SEED}:`, JSON.stringify(tally))
    for (const kind of kinds) expect(tally[kind]?.acknowledged, kind).toBeGreaterThan(0)
    // The kills did hit work under way.
    expect(Object.values(tally).reduce((sum, { lost }) => sum + lost, 0)).toBeGreaterThan(KILLS)
    const address = await next.listen()
    await untilNothingWaits(address, firm.tokens.OWNER)
  } finally {
    await next.kill()
  }
})

/**
 * Not a time but what was done, so that a slow machine is killed in the same work: some before anything, most while the
 * next upload, correction or revert after so many is under way.
 */
async function momentToKill(ledger: Ledger, chance: Chance): Promise<void> {
  const before = ledger.sent.length
  const kinds = chance.percent(30) ? ['decision', 'sign-in'] : ['upload', 'correction', 'revert']
  const wanted = chance.between(0, 4)
  const until = performance.now() + 30_000
  const done = () => ledger.sent.slice(before).filter(({ kind }) => kinds.includes(kind)).length
  while (done() < wanted && performance.now() < until) await sleep(2)
  await sleep(chance.between(0, 120))
}

/** Jobs that killed servers had begun are taken over when their leases run out, a minute later at most. */
async function untilNothingWaits(address: string, token: string): Promise<void> {
  for (let look = 0; look < 1200; look++) {
    const { jobs } = dataOf(await ask(address, token, documents.jobs))
    const unfinished = jobs.nodes.filter(
      ({ status }: { status: string }) => status === 'QUEUED' || status === 'RUNNING',
    )
    if (unfinished.length === 0) {
      // One that was killed with its server five times is given up, and says so.
      const failed = jobs.nodes.filter(({ status }: { status: string }) => status === 'FAILED')
      for (const { error } of failed) expect(error).toMatch(/^The server stopped while it was at work, too often/)
      return
    }
    await sleep(250)
  }
  throw new Error('Jobs were left behind')
}
