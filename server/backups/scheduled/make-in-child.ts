import { fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { programEnvironment } from '../../config.ts'
import { BackupProblem } from '../backup-problem.ts'
import type { BackupRequest } from '../make-backup.ts'

export type ChildAnswer = { readonly bytes: number; readonly organizations: number } | { readonly failed: string }

/**
 * Makes a backup in a process of its own: SQLite copies in one call that nothing interrupts, and requests do not wait for
 * it. It runs behind everything else, and ends with the signal, or when this process does.
 */
export async function makeInChild(
  request: BackupRequest,
  signal: AbortSignal,
): Promise<Exclude<ChildAnswer, { failed: string }>> {
  const child = fork(new URL('./backup-child.ts', import.meta.url), {
    ...{
      env: programEnvironment(),
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  })
  if (child.pid !== undefined) niced(child.pid)
  const { promise, resolve, reject } = Promise.withResolvers<ChildAnswer>()
  child.once('message', message => resolve(message as ChildAnswer))
  child.once('error', reject)
  child.once('exit', code => reject(new Error(`The process that makes the backup ended with status ${code}`)))
  const kill = () => child.kill('SIGKILL')
  signal.addEventListener('abort', kill)
  try {
    if (signal.aborted) kill()
    else child.send(request, error => error && reject(error))
    const answer = await promise
    if ('failed' in answer) throw new BackupProblem(answer.failed)
    return answer
  } finally {
    signal.removeEventListener('abort', kill)
  }
}

function niced(pid: number): void {
  try {
    setPriority(pid, 10)
  } catch {
    // It is gone already, or the system does not let us: the backup is made all the same.
  }
}
