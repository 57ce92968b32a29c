import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './imports.ts'

/** Layers of the add-in from the top; a file imports its own folder and layers below, never above. */
const layers: readonly (readonly string[])[] = [
  ['addin/taskpane', 'addin/web'],
  ['addin/commands', 'addin/functions'],
  ['addin/ui'],
  ['addin/app'],
  ['addin/workbook', 'addin/api'],
]
/** Where the globals of Office may appear: the adapter to Excel and what Excel calls. */
const officePlaces = ['addin/workbook/excel/', 'addin/taskpane/', 'addin/commands/', 'addin/functions/']

/** These run in Node, before anything is built. */
const generators = ['addin/api/print-operations.ts', 'addin/functions/functions-metadata.ts']

const sources = readdirSync(join(root, 'addin'), { recursive: true, encoding: 'utf8' })
  .filter(name => /\.tsx?$/.test(name) && !/^(?:dist|build)\b/.test(name) && name !== 'vite.config.ts')
  .filter(name => !generators.includes(`addin/${name}`))
  .map(name => {
    const path = `addin/${name}`
    const text = readFileSync(join(root, path), 'utf8')
    const named = [...text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm)]
    return { path, text, imports: named.map(match => match[1] ?? match[2] ?? match[3] ?? '') }
  })
const inside = sources.flatMap(({ path, imports }) =>
  imports.filter(name => name.startsWith('.')).map(name => ({ path, imported: join(dirname(path), name) })),
)
const layerOf = (path: string): number => layers.findIndex(layer => layer.some(place => path.startsWith(`${place}/`)))
const code = (text: string) =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.|\$(?!\{))*`/g, '')

test('the add-in imports nothing of the server: it knows the contract only', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect(inside.filter(({ imported }) => !imported.startsWith('addin/'))).toEqual([])
  const node = sources.filter(({ imports }) => imports.some(name => name.startsWith('node:')))
  expect(node.map(({ path }) => path)).toEqual([])
})

test('imports of the add-in point down its layers', () => {
  const wrong = inside.filter(({ path, imported }) => {
    const [above, below] = [layerOf(path), layerOf(imported)]
    return above < 0 || below < above || (below === above && path.split('/')[1] !== imported.split('/')[1])
  })
  expect(wrong.map(({ path, imported }) => `${path} imports ${imported}`)).toEqual([])
})

test('Office and Excel are spoken to in the adapter and in what Excel calls, nowhere else', () => {
  const office = /\b(?:Office|Excel|OfficeExtension|CustomFunctions)\s*\./
  const wrong = sources.filter(
    ({ path, text }) => !officePlaces.some(place => path.startsWith(place)) && office.test(code(text)),
  )
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('use cases know no page: neither Office nor the document', () => {
  const page = /\b(?:document|window|localStorage|sessionStorage|location)\s*\./
  const wrong = sources.filter(({ path, text }) => path.startsWith('addin/app/') && page.test(code(text)))
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('the web page does not carry the adapter to Excel', () => {
  const wrong = inside.filter(
    ({ path, imported }) => path.startsWith('addin/web/') && imported.startsWith('addin/workbook/excel'),
  )
  expect(wrong).toEqual([])
})

test('files of the add-in are small and named in kebab-case for what they export', () => {
  const lines = sources.map(({ text }) => text.split('\n').length).sort((a, b) => a - b)
  expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(60)
  expect(lines[Math.floor(lines.length * 0.95)]).toBeLessThanOrEqual(250)
  expect(sources.filter(({ path }) => !/^[a-z0-9/.-]+\.tsx?$/.test(path)).map(({ path }) => path)).toEqual([])
  const dumps = sources.filter(({ path }) => /\/(utils?|helpers?|common|types|misc|shared)(\.ts|\/)/.test(path))
  expect(dumps).toEqual([])
})
