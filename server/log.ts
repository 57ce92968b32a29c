import { type DestinationStream, type Logger, pino } from 'pino'
import { linesByTurn } from './observation/lines-by-turn.ts'
import { loggedFields } from './observation/log-scope.ts'
import { errorFields, redacted } from './observation/redacted.ts'
import { secretText } from './observation/secret-text.ts'

export type Log = Logger

let standardOutput: DestinationStream | undefined

/** One for all logs of a process, or their lines would change places. */
function toStandardOutput(): DestinationStream {
  standardOutput ??= linesByTurn(pino.destination(1))
  return standardOutput
}

/** What is logged never fails the work that logs it: fields that cannot be read, as a getter throws, are said to be so. */
function shownFields(fields: Record<string, unknown>): Record<string, unknown> {
  try {
    return redacted(fields.err instanceof Error ? { ...fields, err: errorFields(fields.err) } : fields)
  } catch {
    return { fields: '[unreadable]' }
  }
}

/**
 * A log of JSON lines, on standard output unless told otherwise. Fields are redacted by their names at any depth, and
 * texts by what looks like a secret; lines say which request they belong to.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    mixin: loggedFields,
    // Done by `formatters`.
    serializers: { err: (error: unknown) => error },
    formatters: {
      log: shownFields,
    },
    hooks: {
      logMethod(this: Logger, given: Parameters<Logger['info']>, method: Logger['info']) {
        const shown = given.map(each => (typeof each === 'string' ? secretText(each) : each))
        method.apply(this, shown as Parameters<Logger['info']>)
      },
    },
  }
  const log = pino(options, destination ?? toStandardOutput())
  // Fields of a child are written once, past the formatters; children of children come through here too.
  const { child } = log
  log.child = function (this: Logger, fields: Record<string, unknown>, ...more: []) {
    return child.call(this, shownFields(fields), ...more)
  } as typeof child
  return log
}
