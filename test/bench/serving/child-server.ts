import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

/** A server in a process of its own. */
export interface ChildServer extends AsyncDisposable {
  readonly host: string
  readonly port: number
  readonly pid: number
  /** Milliseconds from starting the process to hearing where it listens. */
  readonly startedInMs: number
  /** Bytes it holds now, and the most it held. */
  readonly memory: () => { readonly now: number; readonly peak: number }
  /** From here on the most it held is counted anew. */
  readonly forgetPeak: () => void
  readonly stop: () => Promise<void>
}

/**
 * Starts a program of ours and waits until it prints an address.
 * @param flags of node's
 */
export async function startChild(
  script: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<ChildServer> {
  const started = performance.now()
  const child = spawn(process.execPath, [...flags, script, ...args], {
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [host, port] = await listening(child, script)
  const startedInMs = performance.now() - started
  const stop = async () => {
    if (child.exitCode !== null) return
    const closed = new Promise(resolve => child.once('close', resolve))
    child.kill('SIGTERM')
    await closed
  }
  return {
    host,
    port,
    pid: child.pid ?? -1,
    startedInMs,
    memory: () => memoryOf(child.pid),
    // 5: the peak of what is resident becomes what is resident now.
    forgetPeak: () => writeFileSync(`/proc/${child.pid}/clear_refs`, '5'),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

function listening(child: ChildProcess, script: string): Promise<[string, number]> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (data: Buffer) => {
      // Once it listens, what it prints is its log.
      if (said.length > 20_000) return
      said += data
      const found = /https?:\/\/([\d.]+):(\d+)/.exec(said)
      if (found) resolve([found[1] ?? '', Number(found[2])])
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('error', reject)
    child.once('close', status =>
      reject(new Error(`Starting ${script}: it ended with status ${status}: ${said.slice(-2000)}`)),
    )
  })
}

function memoryOf(pid: number | undefined) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') }
}
