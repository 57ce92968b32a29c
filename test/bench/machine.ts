import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg, totalmem } from 'node:os'
import { installed, python, pythonModules } from './installed.ts'

/** Where and with what a benchmark ran; the load tells how much to trust it. */
export const machine = () => ({
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 1024 ** 3),
  processor: processorName(),
  loadBefore: loadavg().map(value => Number(value.toFixed(2))),
  sqlite3: installed('sqlite3', '--version')?.split(' ')[0] ?? null,
  python: installed(python, '--version'),
  pandas: pythonModules('pandas', 'sqlalchemy'),
})

function processorName(): string | null {
  try {
    return /model name\s*:\s*(.+)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? null
  } catch {
    return null
  }
}
