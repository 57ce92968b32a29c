import { readFileSync, writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { printAccess } from '../../schema/access-list.ts'
import { schema } from '../../schema/schema.ts'

/** `npm run print`: writes the contract and the access list beside the schema; with --check compares them. */
const printed = {
  'schema.graphql': `${printSchema(lexicographicSortSchema(schema))}\n`,
  'access.txt': printAccess(schema),
} as const

const place = (name: string) => new URL(`../../schema/${name}`, import.meta.url)

function firstDifference(was: string, now: string): string {
  const [old, fresh] = [was.split('\n'), now.split('\n')]
  const index = fresh.findIndex((line, at) => line !== old[at])
  const at = index < 0 ? fresh.length : index
  return `line ${at + 1}\n  committed: ${old[at] ?? '(nothing)'}\n  now:       ${fresh[at] ?? '(nothing)'}`
}

for (const [name, text] of Object.entries(printed)) {
  if (!process.argv.includes('--check')) writeFileSync(place(name), text)
  else {
    const committed = readFileSync(place(name), 'utf8')
    if (committed === text) continue
    console.error(
      `schema/${name} is not what the schema says, first at ${firstDifference(committed, text)}\nRun npm run print and commit it.`,
    )
    process.exitCode = 1
  }
}
