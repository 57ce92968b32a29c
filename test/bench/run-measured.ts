import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

export interface Measured {
  readonly output: string
  readonly milliseconds: number
  /** Most memory the process held, in bytes; read from /proc 50 times a second, null where there is none. */
  readonly peakBytes: number | null
  /** Processor time it took, from the same place; on a busy machine it tells more than the clock. */
  readonly cpuSeconds: number | null
}

/** Runs a program to its end, with its time and its most memory. Rejects with what it said when it fails. */
export function runMeasured(command: string, args: readonly string[], input = ''): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'pipe'] })
    let [output, errors, peakBytes] = ['', '', null as number | null]
    let cpuSeconds: number | null = null
    const sampler = setInterval(() => {
      peakBytes = peakOf(child.pid) ?? peakBytes
      cpuSeconds = cpuOf(child.pid) ?? cpuSeconds
    }, 20)
    child.stdout.on('data', data => {
      output += data
    })
    child.stderr.on('data', data => {
      errors += data
    })
    child.on('error', reject)
    child.on('close', status => {
      clearInterval(sampler)
      const milliseconds = performance.now() - started
      if (status === 0) resolve({ output, milliseconds, peakBytes, cpuSeconds })
      else reject(new Error(`Running ${command} ${args.join(' ')}: exit status ${status}: ${errors.slice(-2000)}`))
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

function peakOf(pid: number | undefined): number | null {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return match ? Number(match[1]) * 1024 : null
  } catch {
    return null
  }
}

/** User and system time, which Linux counts in hundredths of a second. */
function cpuOf(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    const hundredths = Number(fields[11]) + Number(fields[12])
    return hundredths > 0 ? hundredths / 100 : null
  } catch {
    return null
  }
}
