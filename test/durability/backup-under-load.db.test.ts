import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyLog } from '../../server/audit/verify-log.ts'
import { openDatabase } from '../../server/db/database.ts'
import { dbOf } from '../../server/db/tables.ts'
import { backupOf, restoreInto } from '../backups/made-backup.ts'
import { chanceOf } from '../metrics/oracle/random.ts'
import { emptyDatabase } from '../support/empty-database.ts'
import type { Body } from './client.ts'
import { mainProcess } from './main-process.ts'
import { environmentOf, makeSmallFirm } from './small-firm.ts'
import { survivingState } from './surviving-state.ts'
import { createLedger, traffic } from './traffic.ts'

const BACKUPS = 3

test('backups that are made while the server works restore to exactly what was acknowledged up to one instant', {
  timeout: 400_000,
}, async () => {
  await using place = await emptyDatabase()
  const environment = environmentOf(place.location, place.folder)
  const firm = await makeSmallFirm(environment)
  const server = await mainProcess(environment)
  const ledger = createLedger(firm)
  const seed = randomBytes(4).readUInt32BE()
  const working = traffic(server.address, firm, ledger, chanceOf(seed))
  const made = []
  try {
    for (let number = 0; number < BACKUPS; number++) {
      const acknowledged = () => ledger.sent.filter(({ kind }) => kind === 'upload').length
      const before = acknowledged()
      while (acknowledged() < before + 2) await new Promise(resolve => setTimeout(resolve, 10))
      const sentBefore = [...ledger.sent]
      const backup = await backupOf(place, join(place.folder, `${randomUUID()}.moatbackup`))
      made.push({ backup, sentBefore })
    }
  } finally {
    await server.end('SIGKILL')
    await working
  }
  // The whole log as it stands now: every backup must hold a beginning of it.
  const { looked: whole } = await survivingState(place.location, firm.organizationId, null, db =>
    db.selectFrom('audit_event').select(['seq', 'hash']).orderBy('seq').execute(),
  )
  for (const { backup, sentBefore } of made) {
    await using other = await emptyDatabase()
    const restored = await restoreInto(other, backup.file)
    const head = backup.manifest.organizations[0]?.auditHead ?? null
    expect(restored.organizations[0]?.auditHead, `seed ${seed}`).toBe(`${head?.seq}:${head?.hash}`)
    expect(whole[(head?.seq ?? 0) - 1]).toEqual(head)
    const database = await openDatabase(other.location, { scope: () => 'every' })
    try {
      const db = dbOf(database.em.fork())
      expect(await verifyLog(db, firm.organizationId, head)).toMatchObject({ valid: true })
      // What was acknowledged before it began is in it.
      const snapshots = await db.selectFrom('snapshot').select(['number', 'sha256', 'origin']).execute()
      for (const sent of sentBefore) {
        if (sent.kind !== 'upload' || sent.answer.lost) continue
        const body: Body = sent.answer.body
        expect(snapshots.find(({ number }) => number === body.number)).toMatchObject({ sha256: sent.sha256 })
      }
    } finally {
      await database.close(true)
    }
    await survivingState(other.location, firm.organizationId, head, async () => undefined)
  }
  const heads = made.map(({ backup }) => backup.manifest.organizations[0]?.auditHead?.seq ?? 0)
  expect(heads).toEqual([...heads].sort((a, b) => a - b))
  expect(new Set(heads).size).toBe(BACKUPS)
})
