import { once } from 'node:events'
import { flushCompileCache } from 'node:module'
import { readConfig } from '../../server/config.ts'
import { startServer } from '../../server/http/start-server.ts'

/**
 * A process of its own with the server of production: it loads everything, waits for a line, and only then opens the
 * database and listens. Tests kill it.
 */
// A killed process does not keep what it compiled for the next one.
flushCompileCache()
process.stdout.write('LOADED\n')
await once(process.stdin, 'data')
process.stdin.pause()
const { address } = await startServer(readConfig(JSON.parse(process.argv[2] ?? '{}')))
process.stdout.write(`LISTENING ${address}\n`)
