import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type ExcelDesk, openExcelDesk } from './serve/excel-desk.ts'

/**
 * `npm run excel`: the product without Excel. Starts the demo server with the add-in's pages, and beside it a
 * spreadsheet in which Microsoft's own office.js runs the add-in. PORT is the spreadsheet's (4100).
 */
const { values } = parseArgs({ options: { port: { type: 'string' } } })
console.log('Importing a year of an invented firm and building the pages; this takes a few seconds.')
const desk: ExcelDesk = await openExcelDesk({
  port: Number(values.port ?? process.env.PORT ?? 4100),
  manifest: readFileSync(new URL('../../manifest.xml', import.meta.url), 'utf8'),
})
console.log(`
Spreadsheet with the add-in   ${desk.address}
Server (web page, GraphiQL)   ${desk.server}

Sign in inside the pane:`)
for (const { email, role, password } of desk.signIns) console.log(`  ${role.padEnd(9)} ${email.padEnd(28)} ${password}`)
console.log('\nControl+C ends it; nothing is kept.')
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void desk[Symbol.asyncDispose]().then(() => process.exit(0)))
