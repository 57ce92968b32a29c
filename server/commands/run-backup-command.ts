import { BadConfiguration } from '../config.ts'
import { ExpectedError } from '../errors.ts'
import { createStepLines } from './step-lines.ts'
import { UsageError } from './usage-error.ts'

/**
 * Runs a command about backups: steps on standard error, one JSON object on standard output. Exit status 1: it cannot be
 * done; 2: it is used wrongly.
 */
export async function runBackupCommand(
  usage: string,
  work: (
    args: readonly string[],
    step: (text: string, done?: number, total?: number) => void,
  ) => Promise<object | null>,
): Promise<void> {
  const lines = createStepLines(process.stderr)
  try {
    const answer = await work(process.argv.slice(2), lines.step)
    lines.end()
    console.log(answer === null ? usage : JSON.stringify(answer))
  } catch (error) {
    lines.end()
    const wrong = error instanceof UsageError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')
    if (wrong) console.error(`${(error as Error).message}\n\n${usage}`)
    else if (error instanceof ExpectedError || error instanceof BadConfiguration) console.error(error.message)
    else throw error
    process.exitCode = wrong || error instanceof BadConfiguration ? 2 : 1
  }
}
