import { BadConfiguration, processConfig } from './config.ts'
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
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof BadConfiguration) for (const problem of error.problems) console.error(problem)
  else if (code === 'EADDRINUSE') console.error(`Starting the server: ${message}; choose another PORT`)
  else console.error(error)
  process.exitCode = 1
}
