import { join } from 'node:path'
import { DEMO_PASSWORD, demoAccounts } from '../../../server/commands/demo-accounts.ts'
import { fillDemo } from '../../../server/commands/fill-demo.ts'
import { databaseLocation, readConfig } from '../../../server/config.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { createWriteGate } from '../../../server/db/write-gate.ts'
import { startServer } from '../../../server/http/start-server.ts'
import { createLog } from '../../../server/log.ts'
import { createImports } from '../../../server/snapshots/create-imports.ts'

/** The demo's server on a free port, whose pane may be framed by the spreadsheet at `origin`. */
export async function startDemo(
  dataDir: string,
  origin: string,
): Promise<{ readonly address: string; readonly stop: () => Promise<void> }> {
  const config = readConfig({
    DATA_DIR: dataDir,
    PORT: '0',
    ADDIN_FRAME_ANCESTORS: origin,
    RATE_LIMIT_PER_MINUTE: 'off',
    LOG_LEVEL: 'warn',
  })
  const location = databaseLocation(config)
  const database = await openDatabase(location)
  const limits = { maxBytes: Number.MAX_SAFE_INTEGER, maxRows: Number.MAX_SAFE_INTEGER, minQuality: 0 }
  const imports = createImports({ location, limits, writeGate: createWriteGate(), now: Date.now })
  try {
    await fillDemo({ database, imports, folder: join(dataDir, 'sample'), now: Date.now(), onImported: () => {} })
  } finally {
    await imports.close()
    await database.close(true)
  }
  const signIns = demoAccounts.map(({ email, role }) => ({ email, role, password: DEMO_PASSWORD }))
  return startServer(config, { demo: signIns, log: createLog('warn') })
}
