import { createServer } from 'node:net'

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/**
 * Why the demo cannot listen there, or null. Its passwords are known, so it stays on the loopback address; and a taken
 * port is better said before the data is imported than after.
 */
export async function demoProblem(host: string, port: number): Promise<string | null> {
  if (!loopback.has(host)) {
    return `Starting the demo: HOST is ${host}, but its passwords are known to everyone, so it listens on 127.0.0.1 only; unset HOST, or use npm start for a real installation`
  }
  const code = await new Promise<string | null>(resolve => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    probe.listen(port, host, () => probe.close(() => resolve(null)))
  })
  if (code === null) return null
  const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${code})`
  return `Starting the demo: port ${port} of ${host} ${reason}; choose another, e.g. PORT=${port === 4000 ? 4010 : 4000} npm run demo`
}
