import { setFlagsFromString } from 'node:v8'
import { processConfig } from './config.ts'
import { startProblem } from './http/start-problem.ts'
import { startServer } from './http/start-server.ts'
import { collectGarbage } from './observation/collect-garbage.ts'

/** `npm start`: the server of a real installation. */
try {
  const config = processConfig()
  const { address, stop } = await startServer(config)
  // From here on a heap is collected when it has grown by three tenths, not when it has doubled: that of requests stays
  // below 90 MB, where it reached 130. While the server starts, nearly all of it is there to stay.
  setFlagsFromString('--heap-growing-percent=30')
  setTimeout(collectGarbage, 1000).unref()
  console.log(
    `MoatMetrics listens on ${address}/graphql, data in ${config.databaseUrl ? 'PostgreSQL' : config.dataDir}`,
  )
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second signal does not wait for requests that still run.
      if (stopping) process.exit(1)
      stopping = true
      void stop().then(() => process.exit(0))
    })
  }
} catch (error) {
  const problem = startProblem(error)
  for (const line of problem ?? [error]) console.error(line)
  process.exitCode = 1
}
