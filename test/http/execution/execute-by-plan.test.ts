import {
  buildSchema,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLScalarType,
  parse,
} from 'graphql'
import { expect, test, vi } from 'vitest'
import { confidence } from '../../../server/analytics/confidence/confidence.ts'
import { createPlannedExecution } from '../../../server/http/execution/execute-by-plan.ts'
import type { WrittenResult } from '../../../server/http/execution/written-result.ts'
import { sound } from '../../confidence/any-signals.ts'
import { byPlan, byReference } from './by-plan.ts'

const schema = buildSchema(`
  scalar Own
  type Query { number: Int, sure: Int!, list: [Int!], lists: [[Int!]], own: Own, named(name: String = "none"): String, inner: Inner, things: [Inner!] }
  type Inner { number: Int!, text: String }
  type Subscription { told: Int }
`)
const other = { data: { other: true } }
const executeByPlan = createPlannedExecution()
const run = (text: string, given: Partial<ExecutionArgs> = {}) =>
  executeByPlan({ schema, document: parse(text), ...given }, () => other)
const answer = async (text: string, given: Partial<ExecutionArgs> = {}) =>
  JSON.parse(await byPlan({ schema, document: parse(text), ...given }))

test('what has no plan is left to the other executor', () => {
  expect(run('subscription { told }')).toBe(other)
  expect(run('query ($n: String!) { named(name: $n) }')).toBe(other)
  expect(run('query ($n: Int) { number }', { variableValues: { n: 'none' } })).toBe(other)
  expect(run('query A { number } query B { number }')).toBe(other)
  expect(run('query A { number }', { operationName: 'C' })).toBe(other)
  expect(run('query ($if: Boolean = true) { number @skip(if: $if) }', { variableValues: { if: null } })).toBe(other)
  expect(run('{ number }', { fieldResolver: () => 1 })).toBe(other)
  expect(run('{ number }')).not.toBe(other)
})

test('conditions hold for the variables of each execution, not of the first', async () => {
  const document = parse('query ($a: Boolean!, $b: Boolean = false) { number @include(if: $a) sure @skip(if: $b) }')
  const rootValue = { number: 1, sure: 2 }
  const ask = async (a: boolean, b?: boolean) =>
    JSON.parse(await byPlan({ schema, document, rootValue, variableValues: b === undefined ? { a } : { a, b } })).data
  expect(await ask(true)).toEqual({ number: 1, sure: 2 })
  expect(await ask(false, true)).toEqual({})
  expect(await ask(true, true)).toEqual({ number: 1 })
  expect(await ask(false)).toEqual({ sure: 2 })
})

test('each operation of a document has a plan of its own', async () => {
  const document = parse('query A { number } query B { sure named }')
  const rootValue = { number: 1, sure: 2, named: ({ name }: { name: string }) => name }
  const ask = (operationName: string) => byPlan({ schema, document, rootValue, operationName })
  expect(await ask('A')).toBe('{"data":{"number":1}}')
  expect(await ask('B')).toBe('{"data":{"sure":2,"named":"none"}}')
})

test('a value that is none of its type is an unexpected failure: what refused it is hidden from whoever asks', async () => {
  const result = (await run('{ number }', { rootValue: { number: 'twelve' } })) as ExecutionResult
  expect(result.errors?.[0]?.message).toBe('Int cannot represent non-integer value: "twelve"')
  expect(result.errors?.[0]?.originalError).not.toBeInstanceOf(GraphQLError)
})

test('a type that says a value is none of it does not tell the value', async () => {
  const strict = buildSchema('type Query { inner: Inner } type Inner { number: Int }')
  ;(strict.getType('Inner') as GraphQLObjectType).isTypeOf = () => false
  const { errors } = await answer('{ inner { number } }', { schema: strict, rootValue: { inner: { secret: 'hush' } } })
  expect(errors[0].message).toBe('Expected value of type "Inner" but got another.')
})

test('a scalar that no JSON can say is an error where it stands, not a failure of the whole answer', async () => {
  const scalar = schema.getType('Own') as GraphQLScalarType
  for (const value of [() => 1, 1n, Symbol.iterator]) {
    scalar.serialize = () => value
    const { data, errors } = await answer('{ own number }', { rootValue: { own: 1, number: 2 } })
    expect(data).toEqual({ own: null, number: 2 })
    expect(errors[0].path).toEqual(['own'])
  }
})

test('no promise of a list that is given up goes unheard', async () => {
  const unheard: unknown[] = []
  const listener = (reason: unknown) => unheard.push(reason)
  const others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', listener)
  try {
    const list = () => [Promise.reject(new Error('first')), new Error('second'), Promise.reject(new Error('third'))]
    const rootValue = { list, things: () => [{ number: Promise.reject(new Error('late')) }, null] }
    const { data } = await answer('{ list things { number } }', { rootValue })
    expect(data).toEqual({ list: null, things: null })
    await new Promise(resolve => setTimeout(resolve, 20))
  } finally {
    process.removeAllListeners('unhandledRejection')
    for (const each of others) process.on('unhandledRejection', each)
  }
  expect(unheard).toEqual([])
})

test('lists that write themselves as bytes stand where they belong, and not where an error took their place', async () => {
  const own = (items: readonly unknown[]) => ({ jsonBytes: () => Buffer.from(JSON.stringify(items)) })
  const strange = ['\u0000 é "0" \u2028 😀', '\u00001\u0000']
  const rootValue = {
    list: own(strange),
    things: () => [{ number: 1, text: strange[0] }, { number: null }],
    lists: [own([1, 2]), Promise.resolve(own([])), own(strange)],
    named: ({ name }: { name: string }) => (name === 'fail' ? own([]) : name),
  }
  const text =
    '{ a: list things { number text } b: list named(name: "\\u00000\\u0000") lists failed: named(name: "fail") }'
  const data = {
    ...{ a: strange, things: null, b: strange, named: '\u00000\u0000' },
    ...{ lists: [[1, 2], [], strange], failed: null },
  }
  const result = (await run(text, { rootValue })) as WrittenResult
  expect(result.stringify(result)).toBeInstanceOf(Buffer)
  expect(JSON.parse(`${result.stringify(result)}`)).toMatchObject({ data, errors: [{}, {}] })
  expect(JSON.parse(JSON.stringify(result.data))).toEqual(data)
  const plain = (await run('{ number }', { rootValue: { number: 1 } })) as WrittenResult
  expect(plain.stringify(plain)).toBe('{"data":{"number":1}}')
})

test('data that is text already reads the same for whoever serializes it otherwise', async () => {
  const result = (await run('{ number inner { text } }', {
    rootValue: { number: 1, inner: { text: 'a "b"\u2028\ud800' } },
  })) as ExecutionResult
  expect(JSON.parse(JSON.stringify({ ...result }))).toEqual({
    data: { number: 1, inner: { text: 'a "b"\u2028\ud800' } },
  })
})

test('a value that keeps its text tells each document what it selects, whichever asked before', async () => {
  const estimates = buildSchema(`
    type Query { confidences: [Confidence!]! }
    type Confidence { score: Float!, level: String!, signals: [Signal!]! }
    type Signal { key: String!, effect: Float!, text: String!, value: Int }
  `)
  const documents = [
    '{ confidences { score } }',
    '{ confidences { score level signals { key effect } } }',
    '{ confidences { signals { effect key } score } confidences { named: level } }',
    // A share is no whole number: such a text cannot be kept, as it is an error.
    '{ confidences { score signals { key value } } }',
  ].map(text => parse(text))
  const signals = { ...sound, imputed: 0.25, leftOut: 0.5 }
  const rootValue = { confidences: [confidence(signals), confidence({ ...signals, known: false })] }
  for (const document of [...documents, ...documents, ...documents.toReversed()])
    expect(await byPlan({ schema: estimates, document, rootValue })).toBe(
      await byReference({ schema: estimates, document, rootValue }),
    )
})

test('a text is kept for whoever asks the same of a value again', () => {
  const estimate = confidence(sound) as ReturnType<typeof confidence> & {
    jsonTextBy: (write: (value: object) => string | undefined) => string | undefined
  }
  const writes = [vi.fn(() => 'one'), vi.fn(() => 'another'), vi.fn(() => undefined)] as const
  const asked = [0, 0, 1, 1, 2, 1, 0].map(index => estimate.jsonTextBy(writes[index]!))
  expect(asked).toEqual(['one', 'one', 'another', 'another', undefined, 'another', 'one'])
  expect(writes.map(write => write.mock.calls.length)).toEqual([2, 1, 1])
})
