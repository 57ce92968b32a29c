import { expect, test } from 'vitest'
import { BadConfiguration, readConfig, settings } from '../../server/config.ts'

test('an empty environment is a working configuration: loopback, embedded database, features off', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ host: '127.0.0.1', port: 4000, databaseUrl: null, minQuality: null, corsOrigins: [] })
  expect(config.dataDir).toMatch(/^\/.*\/data$/)
  expect(Object.isFrozen(config)).toBe(true)
})

test('a blank variable is an unset one; "off" turns a feature off', () => {
  expect(readConfig({ PORT: ' ', RATE_LIMIT_PER_MINUTE: 'off', MIN_QUALITY: '70' })).toMatchObject({
    port: 4000,
    rateLimitPerMinute: null,
    minQuality: 70,
  })
})

test('every problem is said at once, secrets are not repeated', () => {
  const read = () =>
    readConfig({ PORT: 'many', DATABASE_URL: 'mysql://me:hunter2@x', CORS_ORIGINS: 'https://a.example/x' })
  expect(read).toThrow(BadConfiguration)
  try {
    read()
  } catch (error) {
    const { problems } = error as BadConfiguration
    expect(problems.map(problem => problem.split(' ')[0])).toEqual(['PORT', 'DATABASE_URL', 'CORS_ORIGINS'])
    expect(problems.join()).not.toContain('hunter2')
  }
})

test('a model goes with its hash, and is off unless both are set', () => {
  const sha256 = 'a'.repeat(64)
  const problemsOf = (environment: Record<string, string>) => {
    try {
      readConfig(environment)
      return []
    } catch (error) {
      return error instanceof BadConfiguration ? error.problems : [error]
    }
  }
  expect(readConfig({ ASK_MODEL_PATH: 'off' })).toMatchObject({ askModelPath: null, askModelSha256: null })
  expect(readConfig({ ASK_MODEL_PATH: 'm.gguf', ASK_MODEL_SHA256: sha256 })).toMatchObject({ askModelPath: 'm.gguf' })
  expect(problemsOf({ ASK_MODEL_PATH: 'm.gguf' })[0]).toMatch(/go together/)
  expect(problemsOf({ ASK_MODEL_PATH: 'm.bin', ASK_MODEL_SHA256: 'abc' })).toHaveLength(2)
})

test('every setting is documented where it is declared', () => {
  for (const { variable, description } of Object.values(settings)) {
    expect(variable).toMatch(/^[A-Z][A-Z0-9_]+$/)
    expect(description).toMatch(/^.{15,}\.$/s)
  }
})
