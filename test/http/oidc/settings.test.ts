import { expect, test } from 'vitest'
import { BadConfiguration, readConfig } from '../../../server/config.ts'

const problemsOf = (environment: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof BadConfiguration) return error.problems
    throw error
  }
}

const provider = { OIDC_ISSUER: 'https://id.north.example/realms/firm', OIDC_CLIENT_ID: 'moat' }

test('a provider is an issuer and a client, and is off unless both are set', () => {
  expect(readConfig({})).toMatchObject({ oidcIssuer: null, oidcClientId: null, oidcClientSecret: null })
  expect(readConfig({ OIDC_ISSUER: 'off' })).toMatchObject({ oidcIssuer: null })
  expect(readConfig(provider)).toMatchObject({ oidcIssuer: provider.OIDC_ISSUER, oidcLabel: 'your organization' })
  expect(problemsOf({ OIDC_ISSUER: provider.OIDC_ISSUER })[0]).toMatch(/go together/)
  expect(problemsOf({ OIDC_CLIENT_ID: 'moat' })[0]).toMatch(/go together/)
})

test('without encryption a provider is believed on this machine only', () => {
  for (const issuer of ['http://127.0.0.1:9', 'http://localhost:9/x', 'http://[::1]:9', 'https://id.example'])
    expect(problemsOf({ ...provider, OIDC_ISSUER: issuer })).toEqual([])
  for (const issuer of [
    ...['http://id.north.example', 'http://127.0.0.1.example', 'http://localhost.example', 'ftp://id.example', 'id'],
    ...['https://id.example/?tenant=x', 'https://id.example/#x', 'https://me@id.example/'],
  ])
    expect(problemsOf({ ...provider, OIDC_ISSUER: issuer })[0]).toMatch(/^OIDC_ISSUER is .*https:\/\//)
})

test('other machines need to be told where the server is', () => {
  expect(problemsOf({ ...provider, HOST: '0.0.0.0' })[0]).toMatch(/needs PUBLIC_URL/)
  expect(problemsOf({ ...provider, HOST: '0.0.0.0', PUBLIC_URL: 'https://moat.north.example' })).toEqual([])
})

test('a key for metrics is long, and no secret is repeated', () => {
  const short = problemsOf({ METRICS_KEY: 'hunter2-hunter2' })
  expect(short[0]).toMatch(/^METRICS_KEY is not valid: it has at least 32/)
  expect(short.join()).not.toContain('hunter2')
  expect(problemsOf({ METRICS_KEY: `${'k'.repeat(20)} ${'k'.repeat(20)}` })).toHaveLength(1)
  expect(problemsOf({ METRICS_KEY: 'k'.repeat(32) })).toEqual([])
})
