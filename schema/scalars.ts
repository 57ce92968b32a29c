import { GraphQLError } from 'graphql'
import { dayOfIso, monthOfIso } from '../server/analytics/calendar.ts'
import { builder } from './builder.ts'

const bad = (what: string, value: unknown, form: string) =>
  new GraphQLError(`Reading ${what}: ${JSON.stringify(value)} is none; write ${form}`, {
    extensions: { code: 'BAD_USER_INPUT' },
  })

builder.scalarType('Date', {
  description: 'A calendar day, YYYY-MM-DD.',
  serialize: value => value,
  parseValue: value => {
    if (typeof value === 'string' && dayOfIso(value) !== null) return value
    throw bad('a date', value, 'a day that exists as YYYY-MM-DD')
  },
})

builder.scalarType('DateTime', {
  description: 'An instant, ISO 8601 with offset: 2026-03-14T09:26:53.000Z.',
  serialize: value => new Date(value).toISOString(),
  parseValue: value => {
    if (typeof value === 'string' && instant.test(value) && !Number.isNaN(Date.parse(value))) return value
    throw bad('an instant', value, 'it as 2026-03-14T09:26:53Z')
  },
})
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

builder.scalarType('Month', {
  description: 'A calendar month, YYYY-MM.',
  serialize: value => value,
  parseValue: value => {
    if (typeof value === 'string' && monthOfIso(value) !== null) return value
    throw bad('a month', value, 'it as YYYY-MM')
  },
})

builder.scalarType('JSON', { description: 'Any JSON value.', serialize: value => value, parseValue: value => value })

builder.scalarType('JSONObject', {
  description: 'A JSON object.',
  serialize: value => value,
  parseValue: value => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
    throw bad('a JSON object', value, '{…}')
  },
})

builder.scalarType('File', {
  description: 'A file, sent by the GraphQL multipart request specification.',
  serialize: () => {
    throw new Error('A file cannot be read back')
  },
  parseValue: value => {
    if (value instanceof Object && 'stream' in value) return value as File
    throw bad('a file', null, 'the request as multipart/form-data')
  },
})
