import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { root, sourcesOf } from './imports.ts'

/** Layers from the top; a file imports its own layer's folder and layers below, never above. */
const layers: readonly (readonly string[])[] = [
  ['server/main.ts', 'server/commands'],
  ['server/http'],
  ['schema'],
  ['server/*'],
  ['server/db'],
  [
    'server/access',
    'server/datasets',
    'server/demo',
    'server/errors.ts',
    'server/config.ts',
    'server/log.ts',
    'server/observation',
  ],
  ['server/analytics'],
]

/** Features may import each other only so: the first the second. */
const pairs = new Set([
  'ask > audit',
  'backups > audit',
  'backups > jobs',
  'ask > explanations',
  'ask > metrics',
  'accounts > audit',
  'audit > workbooks',
  'snapshots > audit',
  'metrics > audit',
  'explanations > audit',
  'explanations > clients',
  'explanations > metrics',
  'jobs > audit',
  'snapshots > jobs',
  'snapshots > governance',
  'accounts > governance',
  'accounts > jobs',
  'governance > audit',
  'governance > backups',
  'governance > jobs',
  'reviews > audit',
  'reviews > governance',
  'reviews > jobs',
  'reviews > metrics',
  'queries > audit',
  'queries > metrics',
])

/** Within the lowest layers: what may stand on what. */
const besides = new Set([
  'server/datasets > server/access',
  'server/demo > server/datasets',
  'server/config.ts > server/access',
  'server/log.ts > server/observation',
])

const placeOf = (path: string): string => {
  const [top, second] = path.split('/')
  return top === 'schema' ? 'schema' : `${top}/${second}`
}

const named = new Set(layers.flat())
const layerOf = (place: string): number =>
  layers.findIndex(layer => layer.includes(named.has(place) ? place : 'server/*'))

const sources = sourcesOf('server', 'schema')

test('imports point down the layers', () => {
  expect(sources.length).toBeGreaterThan(200)
  const wrong = sources.flatMap(({ path, imports }) =>
    imports.flatMap(imported => {
      const [from, to] = [placeOf(path), placeOf(imported)]
      if (from === to) return []
      const [above, below] = [layerOf(from), layerOf(to)]
      if (above < below) return []
      if (above === below && (layers[above]?.includes('server/*') || besides.has(`${from} > ${to}`))) return []
      return [`${path} imports ${imported}`]
    }),
  )
  expect(wrong).toEqual([])
})

test('a feature imports another one only where the two are listed', () => {
  const found = new Set<string>()
  for (const { path, imports } of sources)
    for (const imported of imports) {
      const [from, to] = [placeOf(path), placeOf(imported)]
      if (from !== to && !named.has(from) && !named.has(to)) found.add(`${from.slice(7)} > ${to.slice(7)}`)
    }
  expect([...found].filter(pair => !pairs.has(pair))).toEqual([])
})

test('nothing loads in a circle', () => {
  const loadsOf = new Map(sources.map(source => [source.path, source.loads]))
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (path: string, above: readonly string[]): void => {
    if (above.includes(path)) circles.push([...above.slice(above.indexOf(path)), path].join(' → '))
    if (done.has(path) || above.includes(path)) return
    for (const next of loadsOf.get(path) ?? []) visit(next, [...above, path])
    done.add(path)
  }
  for (const { path } of sources) visit(path, [])
  expect(circles).toEqual([])
})

test('the environment is read in one place', () => {
  const readers = sources.filter(({ text }) => /process\.env\b/.test(text)).map(({ path }) => path)
  expect(readers).toEqual(['server/config.ts'])
})

test('time and chance come from above: no clock and no randomness below the server’s edge', () => {
  const edge = ['server/main.ts', 'server/commands/', 'server/http/']
  const clocks = /Date\.now\(|new Date\(\)|Math\.random|randomUUID\(|randomBytes\(/
  const wrong = sources.filter(({ path, text }) => !edge.some(place => path.startsWith(place)) && clocks.test(text))
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('the layers without surroundings read no files, sockets or databases', () => {
  const pure = ['server/analytics/', 'server/datasets/', 'server/access/']
  const outside = /from '(?:node:(?!buffer)|kysely|@mikro-orm|pg|better-sqlite3)/
  const wrong = sources.filter(({ path, text }) => pure.some(place => path.startsWith(place)) && outside.test(text))
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('the top of the repository holds the folders it is meant to hold', () => {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !['.git', 'node_modules', 'data', 'coverage', 'dist'].includes(entry.name))
    .map(entry => entry.name)
  expect(folders.filter(name => !['server', 'schema', 'addin', 'test', '.ci'].includes(name))).toEqual([])
})
