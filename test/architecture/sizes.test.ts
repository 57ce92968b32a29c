import { expect, test } from 'vitest'
import { sourcesOf } from './imports.ts'

const sizes = sourcesOf('server', 'schema')
  .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
  .sort((a, b) => a.lines - b.lines)
const quantile = (share: number): number => sizes[Math.floor(share * (sizes.length - 1))]?.lines ?? 0

/** Longer than 400 lines asks for a reason; these have one. */
const reasons: Readonly<Record<string, string>> = {}

test('files are small: half of them have at most 60 lines, 95 % at most 250', () => {
  expect(quantile(0.5)).toBeLessThanOrEqual(60)
  expect(quantile(0.95)).toBeLessThanOrEqual(250)
})

test('a file above 400 lines has a reason', () => {
  expect(sizes.filter(({ path, lines }) => lines > 400 && !reasons[path])).toEqual([])
})

test('server/main.ts only builds and joins, in at most 80 lines', () => {
  expect(sizes.find(({ path }) => path === 'server/main.ts')?.lines).toBeLessThanOrEqual(80)
})

test('files are named in kebab-case for what they export', () => {
  expect(sizes.filter(({ path }) => !/^[a-z0-9/.-]+\.ts$/.test(path))).toEqual([])
  const dumps = sizes.filter(({ path }) => /\/(utils?|helpers?|common|types|misc|shared)(\.ts|\/)/.test(path))
  expect(dumps).toEqual([])
})
