import { processConfig } from './config.ts'
import { startProblem } from './http/start-problem.ts'
import { startServer } from './http/start-server.ts'

/** `npm start`: the server of a real installation. */
try {
  const config = processConfig()
  const { address, stop } = await startServer(config)
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
