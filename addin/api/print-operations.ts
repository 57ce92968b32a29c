import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { codegen } from '@graphql-codegen/core'
import type { CodegenPlugin } from '@graphql-codegen/plugin-helpers'
import * as typescriptOperations from '@graphql-codegen/typescript-operations'
import { Kind, parse, print, stripIgnoredCharacters } from 'graphql'

/**
 * Part of `npm run print`: for each `operations/*.graphql` a module with its types and texts, checked against the
 * printed contract; with --check compares what is there. A fragment belongs to the file that uses it.
 */
const folder = new URL('operations/', import.meta.url)
const contract = parse(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'))

const texts: CodegenPlugin = {
  plugin: (_schema, documents) => {
    const definitions = documents.flatMap(({ document }) => document?.definitions ?? [])
    const fragments = definitions.filter(definition => definition.kind === Kind.FRAGMENT_DEFINITION).map(print)
    const lines = definitions.flatMap(definition => {
      if (definition.kind !== Kind.OPERATION_DEFINITION || !definition.name) return []
      const { value: name } = definition.name
      const kind = `${definition.operation[0]?.toUpperCase()}${definition.operation.slice(1)}`
      const used = fragmentsOf(print(definition), fragments)
      const text = stripIgnoredCharacters([print(definition), ...used].join('\n'))
      return [
        `export const ${name[0]?.toLowerCase()}${name.slice(1)}: Operation<${name}${kind}, ${name}${kind}Variables> =`,
        `  ${JSON.stringify(text)}`,
      ]
    })
    return { prepend: ["import type { Operation } from '../operation.ts'"], content: lines.join('\n') }
  },
}

function fragmentsOf(text: string, fragments: readonly string[], known = new Set<string>()): string[] {
  for (const [, name] of text.matchAll(/\.\.\.\s*(\w+)/g)) {
    const found = name !== 'on' && fragments.find(fragment => fragment.startsWith(`fragment ${name} `))
    if (!found || known.has(found)) continue
    known.add(found)
    fragmentsOf(found, fragments, known)
  }
  return [...known]
}

const config = {
  enumsAsTypes: true,
  immutableTypes: true,
  useTypeImports: true,
  scalars: {
    ID: 'string',
    Date: 'string',
    DateTime: 'string',
    Month: 'string',
    JSON: 'unknown',
    JSONObject: 'Record<string, unknown>',
    File: 'File',
  },
}

for (const name of readdirSync(folder).filter(file => file.endsWith('.graphql'))) {
  const location = new URL(name, folder)
  const printed = await codegen({
    filename: name,
    schema: contract,
    documents: [{ location: name, document: parse(readFileSync(location, 'utf8')) }],
    config,
    plugins: [{ typescriptOperations: {} }, { texts: {} }],
    pluginMap: { typescriptOperations, texts },
  })
  const place = new URL(name.replace('.graphql', '.gen.ts'), folder)
  const text = `// Written by npm run print from ${name}.\n${printed}\n`
  if (!process.argv.includes('--check')) writeFileSync(place, text)
  else if (readOrNothing(place) !== text) {
    console.error(
      `addin/api/operations/${name} has changed, or the contract under it: run npm run print and commit it.`,
    )
    process.exitCode = 1
  }
}

function readOrNothing(place: URL): string | null {
  try {
    return readFileSync(place, 'utf8')
  } catch {
    return null
  }
}
