import { type ExecutionArgs, parse, validate } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { schema } from '../../../schema/schema.ts'
import { withoutTenant } from '../../../server/db/row-level-security/tenant-scope.ts'
import { callerOf } from '../../../server/http/credentials.ts'
import { createContext } from '../../../server/http/request-context.ts'
import { inScopeOf } from '../../../server/http/scope-of-viewer.ts'
import { documentOf, rootFields } from '../../access/document-of.ts'
import { noLimits, seeded } from '../../access/seeded.ts'
import { type TestServer, testServer } from '../../support/server.ts'
import { byPlan, byReference } from './by-plan.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer(noLimits)
})
afterAll(() => server[Symbol.asyncDispose]())

const now = Date.now()

/** What differs from one execution to the next, whoever executes. */
const settled = (text: string): string => text.replaceAll(/"(\w*durationMs)":[\d.e-]+/g, '"$1":0')

/** What both answer between two answers of the first that are the same: a job of the server may have gone on meanwhile. */
async function whileNothingChanges(reference: () => Promise<string>, plan: () => Promise<string>) {
  for (let tries = 0; tries < 20; tries++) {
    const expected = await reference()
    const found = await plan()
    if ((await reference()) === expected) return { expected, found }
  }
  throw new Error('The answers of the reference differ each time')
}

test('every query of the product is answered by a plan as by the reference, to an owner and to a viewer', async () => {
  const { ids, tokens } = await seeded(server, 'Plans', 'VIEWER')
  const { services } = server.running
  let [bytes, refused] = [0, 0]
  for (const token of [tokens.OWNER, tokens.VIEWER]) {
    const headers = { authorization: `Bearer ${token}` }
    const known = await withoutTenant('who asks', () => callerOf(services.accounts, headers, now))
    if (!known) throw new Error('Nobody is signed in')
    const origin = { requestId: 'r', address: null, userAgent: null, salt: 's' }
    const caller = {
      ...{ viewer: { ...known.viewer, origin }, sessionId: known.sessionId, requestId: 'r', browser: null, now },
      ...{ asker: ['Plans', 'one'], stillAdmitted: async () => true, later: () => undefined },
    }
    const asked = (execute: (args: ExecutionArgs) => Promise<string>, document: ExecutionArgs['document']) =>
      inScopeOf(caller.viewer, () =>
        execute({ schema, document, contextValue: createContext(services, caller, new AbortController().signal) }),
      )
    for (const { root, field } of rootFields.filter(each => each.root === 'Query')) {
      const document = parse(documentOf(root, field, ids))
      expect(validate(schema, document)).toEqual([])
      const { expected, found } = await whileNothingChanges(
        async () => settled(await asked(byReference, document)),
        async () => settled(await asked(byPlan, document)),
      )
      expect(found, field.name).toBe(expected)
      bytes += expected.length
      refused += expected.startsWith('{"errors"') ? 1 : 0
    }
  }
  expect(bytes).toBeGreaterThan(100_000)
  expect(refused).toBeGreaterThan(5)
}, 300_000)
