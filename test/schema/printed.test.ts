import { readFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { expect, test } from 'vitest'
import { printAccess } from '../../schema/access-list.ts'
import { schema } from '../../schema/schema.ts'

const committed = (name: string) => readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8')

test('the printed contract is the schema; npm run print writes it', () => {
  expect(committed('schema.graphql')).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`)
})

test('the printed access list is what the schema declares; npm run print writes it', () => {
  expect(committed('access.txt')).toBe(printAccess(schema))
})
