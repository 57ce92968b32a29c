import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { buildSchema, Kind, type OperationDefinitionNode, parse, typeFromAST } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomStream } from '../../../server/demo/random-stream.ts'
import { byPlan, byReference } from './by-plan.ts'
import { inputOf, randomDocument } from './random-document.ts'
import { fillWithChance, type RandomWorld } from './random-world.ts'

/** The product's schema, with fields that answer by chance. */
const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'))
fillWithChance(schema)

/** The reference forgets promises of a list that it gives up; that nobody awaits them is no failure of this test. */
const kept = process.listeners('unhandledRejection')
const forgotten: unknown[] = []
beforeAll(() => {
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', reason => forgotten.push(reason))
})
afterAll(async () => {
  await new Promise(resolve => setTimeout(resolve, 50))
  process.removeAllListeners('unhandledRejection')
  for (const listener of kept) process.on('unhandledRejection', listener)
})

const world = fc.record({ seed: fc.nat(), trouble: fc.constantFrom(0, 0.1, 0.3, 1) })

test('a plan answers random documents over a random world as the reference does, to the letter', async () => {
  let [errors, bytes] = [0, 0]
  await fc.assert(
    fc.asyncProperty(fc.nat(), world, fc.constantFrom('query', 'mutation'), async (seed, contextValue, operation) => {
      const { text, variableValues } = randomDocument(schema, randomStream(seed, 'document'), operation)
      const args = { schema, document: parse(text), variableValues, contextValue }
      const expected = await byReference(args)
      expect(await byPlan(args), text).toBe(expected)
      // Once more by the plan that is kept by now.
      expect(await byPlan(args)).toBe(expected)
      errors += expected.startsWith('{"errors"') ? 1 : 0
      bytes += expected.length
    }),
    { numRuns: 500 },
  )
  expect(errors).toBeGreaterThan(100)
  expect(bytes).toBeGreaterThan(100_000)
})

test('a plan answers the documents of the add-in as the reference does', async () => {
  let answered = 0
  for (const path of globSync('addin/api/operations/*.graphql').sort()) {
    const document = parse(readFileSync(path, 'utf8'))
    const operations = document.definitions.filter(each => each.kind === Kind.OPERATION_DEFINITION)
    for (const operation of operations.filter(each => each.operation !== 'subscription'))
      for (const trouble of [0, 0.1]) {
        const contextValue: RandomWorld = { seed: answered, trouble }
        const variableValues = variablesOf(operation, answered)
        const args = { schema, document, operationName: operation.name?.value, variableValues, contextValue }
        const expected = await byReference(args)
        expect(await byPlan(args), operation.name?.value).toBe(expected)
        answered++
      }
  }
  expect(answered).toBeGreaterThan(80)
})

function variablesOf(operation: OperationDefinitionNode, seed: number) {
  const random = randomStream(seed, 'variables')
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, type }) => [
      variable.name.value,
      inputOf(typeFromAST(schema, type as never) as never, random),
    ]),
  )
}
