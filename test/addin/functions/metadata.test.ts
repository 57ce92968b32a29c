import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { functionsMetadata } from '../../../addin/functions/functions-metadata.ts'

interface Metadata {
  readonly functions: readonly {
    readonly id: string
    readonly name: string
    readonly description: string
    readonly parameters: readonly {
      readonly name: string
      readonly optional?: boolean
      readonly description: string
      readonly type: string
    }[]
    readonly options?: Readonly<Record<string, boolean>>
    readonly result: { readonly dimensionality?: string; readonly type?: string }
  }[]
}

const read = async (): Promise<Metadata> => JSON.parse(await functionsMetadata())

test('formulas have the names and arguments that people write', async () => {
  const { functions } = await read()
  const written = functions.map(({ name, parameters }) => {
    const names = parameters.map(({ name, optional }) => (optional ? `[${name}]` : name))
    return `${name}(${names.join(', ')})`
  })
  expect(written).toEqual([
    'METRIC(metric, [client], [period], [as_of])',
    'SERIES(metric, client, from, to)',
    'TABLE(query_name)',
    'EXPLAIN(metric, client, period, against)',
    'CONFIDENCE(metric, client, period)',
    'CLIENTS()',
    'ASK(question)',
  ])
})

test('the README has the formulas as Excel shows them', async () => {
  const { functions } = await read()
  const rows = functions.map(({ name, description, parameters }) => {
    const names = parameters.map(({ name, optional }) => (optional ? `[${name}]` : name))
    return `| \`=MOAT.${name}(${names.join(', ')})\` | ${description} |`
  })
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  const found = readme.split('<!-- begin formulas -->\n')[1]?.split('\n<!-- end formulas -->')[0]
  expect(found).toBe(['| Formula | Answers |', '| --- | --- |', ...rows].join('\n'))
})

test('each can be cancelled, none is volatile, those that spill say so', async () => {
  const { functions } = await read()
  expect(functions.map(({ options }) => options)).toEqual(functions.map(() => ({ cancelable: true })))
  const spilling = functions.filter(({ result }) => result.dimensionality === 'matrix').map(({ name }) => name)
  expect(spilling).toEqual(['SERIES', 'TABLE', 'EXPLAIN', 'CLIENTS', 'ASK'])
})

test('everything is described, in a length that Excel shows, and takes cells of any kind', async () => {
  for (const { id, name, description, parameters } of (await read()).functions) {
    expect(id).toBe(name)
    expect([name, description.length > 20 && description.length <= 128]).toEqual([name, true])
    for (const parameter of parameters)
      expect([name, parameter.name, parameter.type, parameter.description.length > 10]).toEqual([
        name,
        parameter.name,
        'any',
        true,
      ])
  }
})

test('every function of the metadata is given to Excel under its id, and no other', async () => {
  const source = readFileSync(new URL('../../../addin/functions/start-functions.ts', import.meta.url), 'utf8')
  const given = [...source.matchAll(/^ {2}([A-Z]+): \w+,$/gm)].map(([, id]) => id)
  expect(given).toEqual((await read()).functions.map(({ id }) => id))
})

test('what is wrong with the JSDoc fails the build', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moat-functions-'))
  try {
    const bad = join(folder, 'bad.ts')
    writeFileSync(
      bad,
      '/**\n * Twice.\n * @customfunction 2X\n * @param n A number\n */\nexport function f(n: number): number { return n }\n',
    )
    await expect(functionsMetadata(bad)).rejects.toThrow(/2X|name|id/i)
    const none = join(folder, 'none.ts')
    writeFileSync(none, 'export function f(): number { return 1 }\n')
    await expect(functionsMetadata(none)).rejects.toThrow('no function has @customfunction')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
