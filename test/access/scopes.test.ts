import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { acrossOrganizations } from '../../server/db/row-level-security/tenant-scope.ts'
import { sourcesOf } from '../architecture/imports.ts'

/** Where work meets rows of several organizations, how often, and why: a further place is thought about here first. */
const places: Readonly<Record<string, readonly string[]>> = {
  'schema/data-subject.ts': ['erasure'],
  'schema/invitation.ts': ['signing in', 'signing in', 'signing in'],
  'schema/membership.ts': ['own account', 'own account'],
  'schema/open-session.ts': ['own account'],
  'schema/password.ts': ['own account'],
  'schema/second-factor.ts': ['own account', 'own account', 'own account', 'own account'],
  'schema/session.ts': ['own account', 'signing in', 'signing in', 'signing in'],
  'server/accounts/identities/provider-sign-in.ts': ['signing in', 'signing in', 'signing in'],
  'server/accounts/sessions/read-sessions.ts': ['own account'],
  'server/backups/restoring/prepared-postgres.ts': ['backup'],
  'server/backups/restoring/prepared-sqlite.ts': ['backup'],
  'server/commands/admin.ts': ['command line'],
  'server/commands/ask.ts': ['command line'],
  'server/commands/demo.ts': ['command line'],
  'server/commands/import.ts': ['command line'],
  'server/db/database.ts': ['migrations'],
  'server/http/admit.ts': ['who asks'],
  'server/http/metrics/metrics-route.ts': ['who asks'],
  'server/http/metrics/server-gauges.ts': ['job queue'],
  'server/http/refused-requests.ts': ['who asks'],
  'server/jobs/create-job-runner.ts': ['job queue'],
}

const found = sourcesOf('server', 'schema').flatMap(({ path }) => {
  const reasons = [...readFileSync(path, 'utf8').matchAll(/\bwithoutTenant\(\s*(?:'([^']*)')?/g)].map(
    ([, reason]) => reason,
  )
  return reasons.length === 0 || path.endsWith('/tenant-scope.ts') ? [] : [[path, reasons.sort()] as const]
})

test('work meets rows of several organizations only in the places that are listed', () => {
  expect(Object.fromEntries(found)).toEqual(places)
})

test('every reason for that is used', () => {
  expect([...new Set(Object.values(places).flat())].sort()).toEqual(Object.keys(acrossOrganizations).sort())
})

test('a scope of its own for a connection is for tests only', () => {
  const opened = sourcesOf('server', 'schema').filter(({ path }) =>
    /openDatabase\([^)]*scope/.test(readFileSync(path, 'utf8')),
  )
  expect(opened.map(({ path }) => path).filter(path => path !== 'server/db/database.ts')).toEqual([])
})
