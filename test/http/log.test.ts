import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newRefreshToken } from '../../server/accounts/refresh-token.ts'
import { createLog, type Log } from '../../server/log.ts'
import { whileLogging } from '../../server/observation/log-scope.ts'

/** What a log writes while something is done with it. */
function written(work: (log: Log) => void): string {
  const lines: string[] = []
  work(createLog('trace', { write: line => lines.push(line) }))
  return lines.join('')
}

const secretNames = [
  ...['password', 'newPassword', 'PASSWORD', 'accessToken', 'refresh_token', 'authorization', 'Cookie', 'set-cookie'],
  ...['X-API-Key', 'apiKey', 'clientSecret', 'email', 'contactEmail', 'contact_phone', 'variables', 'cells', 'rows'],
  ...['question', 'questions', 'query', 'key', 'passphrase', 'backupCodes', 'otp', 'parameters', 'body', 'url'],
]
const SECRET = 'zq9-never-in-a-log'

describe('the log', () => {
  test('shows nothing that stands under the name of a secret, however deep, whatever is around it', () => {
    const holder = fc.letrec(tie => ({
      secret: fc.constantFrom<unknown>(
        SECRET,
        [SECRET],
        { any: SECRET },
        [{ deep: [SECRET] }],
        new Map([['a', SECRET]]),
      ),
      leaf: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.date()),
      node: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        tie('leaf'),
        fc.dictionary(fc.constantFrom(...secretNames), tie('secret'), { minKeys: 1, maxKeys: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie('node'), { maxKeys: 4 }),
        fc.array(tie('node'), { maxLength: 4 }),
      ),
    })).node
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), holder),
        fc.constantFrom(...secretNames),
        (fields, name) => {
          const text = written(log => {
            log.info({ ...fields, [name]: SECRET }, 'fields')
            log.child({ ...fields, [name]: { in: [SECRET] } }).warn('a child of the log')
            log.error({ err: Object.assign(new Error('failed'), fields, { [name]: SECRET }) }, 'an error')
          })
          expect(text).not.toContain(SECRET)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('takes e-mail addresses, keys and tokens out of texts, those of errors and their causes too', () => {
    const key = `moat_abcdefghij_${'k'.repeat(43)}`
    const token = `eyJhbGciOiJIUzI1NiJ9.eyJvcmciOjF9.${'s'.repeat(43)}`
    const refresh = newRefreshToken(7, 'c2Vzc2lvbg', size => Buffer.alloc(size, 9))
    const cause = new Error(`Key (email)=(maya@north.example) exists, ${key}`)
    const text = written(log => {
      log.error({ err: new Error(`connecting to postgres://moat:hunter2@db:5432/x`, { cause }) }, `for ${token}`)
      log.info({ note: [`sent Bearer ${'b'.repeat(30)} for maya@north.example`] }, 'done')
      log.info({ note: `exchanging ${refresh}: it has expired` }, 'refused')
    })
    for (const secret of ['maya@north', key, token, refresh, 'hunter2', 'bbbbbbbb']) expect(text).not.toContain(secret)
    expect(text).toContain('[e-mail]')
    expect(text).toContain('log.test.ts')
  })

  test('keeps what is no secret: ids, counts, codes, the stack of an error', () => {
    const line = JSON.parse(
      written(log => log.info({ key: 3, rows: 12, rowCount: 12, code: 'NOT_FOUND', at: new Date(0), list: [1] }, 'x')),
    )
    expect(line).toMatchObject({ key: 3, rows: 12, rowCount: 12, code: 'NOT_FOUND', at: '1970-01-01T00:00:00.000Z' })
  })

  test('survives what cannot be written as JSON: circles, depth, bytes', () => {
    const circle: Record<string, unknown> = { name: 'circle' }
    circle.self = circle
    let deep: Record<string, unknown> = { password: SECRET }
    for (let depth = 0; depth < 1000; depth++) deep = { deep }
    const text = written(log => log.info({ circle, deep, bytes: Buffer.from(SECRET), work: () => SECRET }, 'odd'))
    expect(JSON.parse(text).msg).toBe('odd')
    expect(text).not.toContain(SECRET)
    const { time, ...fields } = JSON.parse(text)
    expect(time).toBeGreaterThan(0)
    expect(JSON.stringify(fields)).not.toContain('122')
  })

  test('never fails the work that logs: an error whose fields are no texts, a field that throws', () => {
    const odd = Object.assign(new Error('failed'), { name: Object.create(null), message: { password: SECRET } })
    const throwing = {
      get rows() {
        throw new Error(SECRET)
      },
    }
    const text = written(log => {
      log.error({ err: Object.assign(odd, { stack: [SECRET], cause: odd }) }, 'odd')
      log.info({ throwing, map: new Map([[Object.create(null), 1]]) }, 'thrown')
      log.child({ throwing }).info('of a child')
    })
    const lines = text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines.map(line => line.msg)).toEqual(['odd', 'thrown', 'of a child'])
    expect(lines[0].err.type).toBe('Error')
    expect(text).not.toContain(SECRET)
  })

  test('says on each line what it is logged for', () => {
    const lines = written(log => {
      whileLogging({ requestId: 'r-1' }, () => log.info('inside'))
      log.info('outside')
    }).split('\n')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: 'r-1', msg: 'inside' })
    expect(JSON.parse(lines[1] ?? '')).not.toHaveProperty('requestId')
  })
})
