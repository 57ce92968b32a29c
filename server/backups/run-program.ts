import { spawn } from 'node:child_process'
import { BackupProblem } from './backup-problem.ts'

/** Runs one of PostgreSQL's programs to its end. Throws BackupProblem with what it said. */
export async function runProgram(
  program: 'pg_dump' | 'pg_restore',
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  doing: string,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  const child = spawn(program, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    said = `${said}${text}`.slice(0, 2000)
  })
  child.once('error', reject)
  child.once('close', resolve)
  const code = await promise.catch((error: NodeJS.ErrnoException) => {
    throw new BackupProblem(
      error.code === 'ENOENT'
        ? `${doing}: ${program} is not installed on this machine; install the PostgreSQL client of your server’s version (Debian: apt install postgresql-client)`
        : `${doing}: ${program} cannot be started (${error.code})`,
    )
  })
  if (code !== 0)
    throw new BackupProblem(`${doing}: ${program} failed: ${said.trim().split('\n')[0] ?? `status ${code}`}`)
}
