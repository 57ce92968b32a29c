import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg, totalmem } from 'node:os'
import { installed, python, pythonModules } from './installed.ts'
import { peerVersions } from './peers/peer-module.ts'

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
  openpyxl: pythonModules('openpyxl'),
  peers: peerVersions(),
})

export type Machine = ReturnType<typeof machine>

/** Where it ran and with what, in two lines. */
export const machineText = (at: Machine): string =>
  [
    `${at.date}, Node ${at.node}, ${at.cores} × ${at.processor}, ${at.memoryGiB} GiB`,
    [
      `sqlite3 ${at.sqlite3 ?? 'missing'}`,
      `${at.python ?? 'no Python'} with ${at.pandas ?? 'no pandas'}, ${at.openpyxl ?? 'no openpyxl'}`,
      ...at.peers,
    ].join('; '),
  ].join('\n')

function processorName(): string | null {
  try {
    return /model name\s*:\s*(.+)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? null
  } catch {
    return null
  }
}
