import { text } from 'node:stream/consumers'
import { BadConfiguration, databaseLocation, processConfig } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { withoutTenant } from '../db/row-level-security/tenant-scope.ts'
import { ExpectedError } from '../errors.ts'
import { adminArguments, adminUsage } from './admin-arguments.ts'
import { runAdmin } from './run-admin.ts'
import { UsageError } from './usage-error.ts'

/** `npm run admin`: organizations, people and keys of an installation. Prints one JSON object. */
async function admin(args: readonly string[]): Promise<void> {
  const wanted = adminArguments(args)
  const database = await openDatabase(databaseLocation(processConfig()))
  try {
    const done = withoutTenant('command line', () => runAdmin(database, wanted, passwordFromInput, Date.now()))
    console.log(JSON.stringify(await done))
  } finally {
    await database.close(true)
  }
}

/** The first line of standard input; a line end is not part of a password. */
async function passwordFromInput(): Promise<string> {
  if (process.stdin.isTTY) console.error('Password (then Enter and Ctrl+D):')
  return (await text(process.stdin)).split(/\r?\n/, 1)[0] ?? ''
}

try {
  await admin(process.argv.slice(2))
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${adminUsage}`)
  else if (error instanceof ExpectedError || error instanceof BadConfiguration) console.error(error.message)
  else throw error
  process.exitCode = error instanceof UsageError || error instanceof BadConfiguration ? 2 : 1
}
