import { secretText } from './secret-text.ts'

/** What stands in a log in place of something that must not. */
export const HIDDEN = '[hidden]'

/**
 * Names of fields whose values never reach a log, wherever they stand: credentials, what identifies people, and what
 * comes out of uploads and questions. Compared without case and signs, as parts of a name: `newPassword`,
 * `refresh_token` and `X-API-Key` are among them.
 */
const secretParts = [
  ...['password', 'passphrase', 'token', 'secret', 'authorization', 'cookie', 'credential', 'apikey', 'privatekey'],
  ...['email', 'phone', 'contact', 'variables', 'cells', 'question', 'backupcode', 'onetimecode', 'otp'],
]
/** Only as a whole name, as others contain them, and not their numbers: the id of a key, the count of rows. */
const secretNames = ['key', 'rows', 'row', 'cell', 'query', 'document', 'sql', 'parameters', 'bindings', 'body', 'url']

type Secrecy = 'open' | 'secret' | 'secret unless a number'

const known = new Map<string, Secrecy>()
/** So many names are remembered; names are few, unless somebody makes them up. */
const MOST_KNOWN = 10_000

const isHidden = (name: string, value: unknown): boolean => {
  if (value === null || value === undefined) return false
  const kind = secrecyOf(name)
  return kind === 'secret' || (kind === 'secret unless a number' && typeof value !== 'number')
}

function secrecyOf(name: string): Secrecy {
  const seen = known.get(name)
  if (seen !== undefined) return seen
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  const secrecy = secretParts.some(part => plain.includes(part))
    ? 'secret'
    : secretNames.includes(plain)
      ? 'secret unless a number'
      : 'open'
  if (known.size < MOST_KNOWN) known.set(name, secrecy)
  return secrecy
}

/** Nothing that is logged is nested deeper. */
const DEEPEST = 12

/** The same fields without what must not be in a log, at any depth. */
export function redacted(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return fieldsOf(fields, [])
}

function fieldsOf(fields: object, above: readonly object[]): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    result[name] = isHidden(name, value) ? HIDDEN : shownValue(value, [...above, fields])
  }
  return result
}

function shownValue(value: unknown, above: readonly object[]): unknown {
  if (typeof value === 'string') return secretText(value)
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (above.includes(value)) return '[circular]'
  if (above.length >= DEEPEST) return '[deep]'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof Error) return errorFields(value, above)
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return HIDDEN
  if (value instanceof Map) return fieldsOf(Object.fromEntries([...value].map(([k, v]) => [nameOf(k), v])), above)
  if (value instanceof Set) return shownValue([...value], above)
  if (Array.isArray(value)) return value.map(item => shownValue(item, [...above, value]))
  return fieldsOf(value, above)
}

const nameOf = (key: unknown): string => (typeof key === 'object' && key !== null ? '[object]' : String(key))

/** A field of an error that ought to be a text, and is anything where somebody assigned it. */
const textField = (value: unknown): string => (typeof value === 'string' ? secretText(value) : '')

/** An error with its stack and causes. Drivers put rows into further fields ("Key (email)=(…) exists"): they stay out. */
export function errorFields(error: Error, above: readonly object[] = []): Record<string, unknown> {
  const { name, message, stack, code, cause } = error as { [field in keyof Error | 'code']?: unknown }
  return {
    type: textField(name) || 'Error',
    message: textField(message),
    stack: textField(stack),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(cause instanceof Error && above.length < DEEPEST && !above.includes(cause)
      ? { cause: errorFields(cause, [...above, error]) }
      : {}),
  }
}
