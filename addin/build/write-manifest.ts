import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { commandIds } from '../commands/command-ids.ts'
import { deployedManifest } from './manifest/deployed-manifest.ts'
import { lintManifest } from './manifest/lint-manifest.ts'

const usage = `npm run --silent addin:manifest -- --origin https://moat.example.com [--store] [--out FILE]

Writes the manifest of the add-in of one server: to FILE, else to standard output.
  --origin  where people's Excel reaches the server, without a path
  --store   for the Office store, whose add-ins load office.js from Microsoft (npm run build -- --store)`

/** `npm run addin:manifest`. */
try {
  const { values } = parseArgs({
    options: {
      origin: { type: 'string' },
      store: { type: 'boolean' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help || values.origin === undefined) {
    console.error(usage)
    process.exitCode = values.help ? 0 : 2
  } else {
    const source = readFileSync(new URL('../../manifest.xml', import.meta.url), 'utf8')
    const manifest = deployedManifest(source, values.origin, values.store)
    const problems = lintManifest(manifest, { commandIds: Object.keys(commandIds) })
    if (problems.length > 0)
      throw new Error(
        `Writing a manifest: manifest.xml has been changed to what Excel refuses.\n${problems.join('\n')}`,
      )
    if (values.out === undefined) process.stdout.write(manifest)
    else {
      writeFileSync(values.out, manifest)
      console.log(`Wrote ${values.out}: the add-in of ${values.origin}`)
    }
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
