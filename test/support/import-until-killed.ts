import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import type { DatasetKind } from '../../server/datasets/dataset.ts'
import type { DatabaseLocation } from '../../server/db/database.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { createImports } from '../../server/snapshots/create-imports.ts'

/**
 * A process of its own that imports one file and says on standard output how far it is, a stage a line, then how it
 * ended. Tests kill it on the way.
 */
const { location, organizationId, dataset, path } = JSON.parse(process.argv[2] ?? '{}') as {
  location: DatabaseLocation
  organizationId: number
  dataset: DatasetKind
  path: string
}
const imports = createImports({
  location,
  limits: { maxBytes: 1e9, maxRows: 2e6, minQuality: 0 },
  writeGate: createWriteGate(),
  now: Date.now,
})
const running = imports.start({
  uid: randomUUID(),
  by: { organizationId, userId: 1, role: 'ANALYST' },
  dataset,
  source: { kind: 'file', path, fileName: null, byteSize: statSync(path).size },
  mode: 'STRICT',
  scope: 'UPSERT',
  period: null,
  mapping: [],
  sheet: null,
  references: [],
  createMissingClients: true,
  dryRun: false,
  description: null,
  fileName: null,
  corrects: null,
})
process.stdout.write('STARTED\n')
for await (const { stage } of running.follow()) process.stdout.write(`${stage}\n`)
process.stdout.write(`${(await running.done).type}\n`)
await imports.close()
