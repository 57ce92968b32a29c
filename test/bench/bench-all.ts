import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { suites } from './suites.ts'

interface Running {
  readonly scale: number
  readonly upTo: number
  /** Where the results go as JSON, a file a suite. */
  readonly folder: string | null
  readonly write: boolean
}

/**
 * Several suites, one after the other, each in a process of its own: what one of them leaves in memory disturbs no other,
 * and one that fails loses no other's table. Answers with the exit status.
 */
export async function benchAll(names: readonly string[], running: Running): Promise<number> {
  const minutes = names.reduce((sum, name) => sum + Math.ceil((suites[name]?.minutes ?? 0) * running.scale), 0)
  console.log(`${names.length} suites, about ${minutes} min on two cores that do nothing else\n`)
  const failed: string[] = []
  for (const [index, name] of names.entries()) {
    console.log(`── ${name} (${index + 1} of ${names.length}) ${'─'.repeat(Math.max(0, 60 - name.length))}`)
    const status = await runSuite(name, running)
    if (status !== 0) failed.push(`${name} (exit status ${status})`)
    console.log('')
  }
  console.log(failed.length === 0 ? 'All suites ran, and every answer agrees.' : `Failed: ${failed.join(', ')}`)
  return failed.length === 0 ? 0 : 1
}

function runSuite(name: string, { scale, upTo, folder, write }: Running): Promise<number> {
  const script = fileURLToPath(new URL('bench.ts', import.meta.url))
  const json = folder === null ? [] : ['--json', join(folder, `${name}.json`)]
  const args = [script, name, '--scale', String(scale), '--upto', String(upTo), ...json, ...(write ? ['--write'] : [])]
  return new Promise(resolve => {
    const child = spawn(process.execPath, args, { stdio: 'inherit' })
    child.once('error', () => resolve(-1))
    child.once('close', (status, signal) => resolve(status ?? (signal ? -1 : 0)))
  })
}
