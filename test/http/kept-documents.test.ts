import { type DocumentNode, parse } from 'graphql'
import { expect, test } from 'vitest'
import { keptDocuments } from '../../server/http/limits/kept-documents.ts'

const text = (index: number, fields: number) => `{ ${Array.from({ length: fields }, () => `f${index}`).join(' ')} }`

test('documents are kept up to so many tokens, those asked for last longest', () => {
  const kept = keptDocuments(1000)
  const add = (name: string) => kept.set(name, parse(name))
  const first = text(0, 80)
  add(first)
  for (let index = 1; index < 100; index++) {
    add(text(index, 80))
    expect(kept.get(first)).toBeDefined()
  }
  const there = Array.from({ length: 100 }, (_, index) => kept.get(text(index, 80))).filter(
    (each): each is DocumentNode => each !== undefined,
  )
  expect(there.length).toBeGreaterThan(5)
  expect(there.reduce((sum, { tokenCount = 0 }) => sum + tokenCount, 0)).toBeLessThanOrEqual(1000)
  expect(kept.get(text(99, 80))).toBeDefined()
})

test('one that is large by its tokens or its text is not kept', () => {
  const kept = keptDocuments(1000)
  const large = [text(1, 200), `{ a } # ${'x'.repeat(10_000)}`]
  for (const each of large) kept.set(each, parse(each))
  expect(large.map(each => kept.get(each))).toEqual([undefined, undefined])
})
