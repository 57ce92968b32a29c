import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readArchive } from '../../server/backups/archive/read-archive.ts'
import { testServer } from '../support/server.ts'

test('a server with BACKUP_DIR makes an encrypted backup by itself; /ready and /metrics say when', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moat-serving-'))
  const key = 'k'.repeat(40)
  try {
    await using server = await testServer({
      ...{ BACKUP_DIR: folder, BACKUP_PASSPHRASE: 'correct horse battery', METRICS_KEY: key },
    })
    const backup = async () => (await (await fetch(`${server.address}/ready`)).json()).backup as string
    while (!(await backup()).startsWith('the last one was made')) await sleep(50)
    const [name = '', ...more] = readdirSync(folder).filter(each => !each.startsWith('.'))
    expect(more).toEqual([])
    expect(name).toMatch(/^moatmetrics-.*T00-30Z\.moatbackup$/)
    const manifest = await readArchive(join(folder, name), 'correct horse battery', null)
    expect(manifest.parts.map(part => part.name).filter(part => part.startsWith('keys/'))).toContain('keys/signing.key')
    const metrics = await fetch(`${server.address}/metrics`, { headers: { authorization: `Bearer ${key}` } })
    expect(await metrics.text()).toMatch(/^moat_backup_age_seconds \d/m)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
