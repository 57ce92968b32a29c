import type { NodeHost } from '../../../excel-host/node-host.ts'

/** Watches how large the messages to the host are, and how long the page's own work keeps everything else waiting. */
export function watchRequests({ host }: NodeHost) {
  const bytes: number[] = []
  const receive = host.receive.bind(host)
  let inHost = 0
  host.receive = async message => {
    bytes.push(Buffer.byteLength(String(message)))
    const from = busy()
    await receive(message)
    // Host and page share this thread, which they do not in Excel: what the host takes is not the page's.
    inHost += busy() - from
  }
  let longest = 0
  let last = busy()
  let hostBefore = 0
  const timer = setInterval(() => {
    const now = busy()
    longest = Math.max(longest, now - last - (inHost - hostBefore))
    last = now
    hostBefore = inHost
  }, 1)
  return {
    largestRequest: () => Math.max(...bytes),
    largestResponse: () => Math.max(...host.batches.map(({ responseBytes }) => responseBytes)),
    count: () => bytes.length,
    longest: () => Math.round(longest),
    stop: () => {
      clearInterval(timer)
      host.receive = receive
    },
  }
}

/** Milliseconds that this thread has computed: other processes of a busy machine do not count. */
function busy(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
