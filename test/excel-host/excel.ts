import { join } from 'node:path'
import { BadConfiguration, processConfig } from '../../server/config.ts'
import { ExpectedError } from '../../server/errors.ts'
import { openExcelDesk } from './serve/excel-desk.ts'

/**
 * `npm run excel`: the product without Excel. Starts the demo's server with the add-in's pages, and before it a
 * spreadsheet in which Microsoft's own office.js runs the add-in. PORT is the spreadsheet's (4100).
 */
async function excel(): Promise<void> {
  const { dataDir } = processConfig()
  console.log('Importing two years of an invented firm and building the page; this takes a few seconds.')
  const port = Number(process.env.PORT ?? 4100)
  const desk = await openExcelDesk({ port, certificates: join(dataDir, 'certificates') })
  console.log(`
Spreadsheet with the add-in   ${desk.address}
Web page and GraphiQL         ${desk.server}/  ${desk.server}/graphql

Its certificate is this machine's own: the browser asks once whether to go on.
Sign in inside the pane:`)
  for (const { email, role, password } of desk.signIns)
    console.log(`  ${role.padEnd(9)} ${email.padEnd(24)} ${password}`)
  console.log('\nControl+C ends it; nothing is kept but the certificate.')
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void desk[Symbol.asyncDispose]().then(() => process.exit(0)))
}

try {
  await excel()
} catch (error) {
  if (!(error instanceof ExpectedError || error instanceof BadConfiguration)) throw error
  console.error(error.message)
  process.exit(1)
}
