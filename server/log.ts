import { type Logger, pino } from 'pino'

export type Log = Logger

/** Field names whose values never reach a log, wherever they stand within the first two levels. */
const secret = [
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'secret',
  'authorization',
  'cookie',
  'email',
  'contactEmail',
  'contactPhone',
  'variables',
  'cells',
  'rows',
]

/** A log of JSON lines on standard output. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    redact: { paths: secret.flatMap(name => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
  })
}
