import { buildSchema, type OperationDefinitionNode, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { tooMuchInVariables } from '../../server/http/limits/variable-limits.ts'

const schema = buildSchema(`
  scalar File
  input Upload { file: File!, tags: [String!] }
  type Query { upload(input: Upload!): Boolean }
`)
const document = parse('query ($input: Upload!) { upload(input: $input) }')
const operation = document.definitions[0] as OperationDefinitionNode
const limits = { depth: 4, listItems: 3 }
const found = (input: object) => tooMuchInVariables(schema, operation, { input }, limits)

/** As a multipart request brings it: the bytes stand in parts, of which there may be more than items in a list. */
const file = (name: string) => ({
  stream: () => new ReadableStream(),
  name,
  get blobParts(): Buffer[] {
    throw new Error('Its bytes were looked at')
  },
})

describe('tooMuchInVariables', () => {
  test('does not look into a file, whatever its size', () => {
    expect(found({ file: file('logs.xlsx') })).toBe(null)
  })

  test('reads the name of a file, and what stands beside it', () => {
    expect(found({ file: file('logs\0.xlsx') })).not.toBe(null)
    expect(found({ file: file('logs.xlsx'), tags: ['a', 'b', 'c', 'd'] })?.extensions.code).toBe('LIST_TOO_LONG')
  })

  test('takes nothing that JSON can hold for a file', () => {
    const input = { file: { stream: 'none', name: 'x', parts: ['a', 'b', 'c', 'd'] } }
    expect(found(input)?.extensions.code).toBe('LIST_TOO_LONG')
  })
})
