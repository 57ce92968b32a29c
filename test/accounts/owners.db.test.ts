import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Role, roles, scopesOfRole } from '../../server/access/policy.ts'
import { dbOf } from '../../server/db/tables.ts'
import { type TestServer, testServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server[Symbol.asyncDispose]())

/** People of the story by number; each may be in the organization or not. */
const PEOPLE = 4
const who = fc.nat({ max: PEOPLE - 1 })
const role = fc.constantFrom(...roles)
const step = fc.oneof(
  fc.record({ kind: fc.constant('invite' as const), by: who, of: who, role }),
  fc.record({ kind: fc.constant('accept' as const), of: who }),
  fc.record({ kind: fc.constant('role' as const), by: who, of: who, role }),
  fc.record({ kind: fc.constant('remove' as const), by: who, of: who }),
  fc.record({ kind: fc.constant('transfer' as const), by: who, of: who }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const addressOf = (run: number, person: number) => `person${person}@run${run}.example`
const NEW = 'tulip-harbour-9'
let runs = 0

/** Roles by person, straight from the database. */
async function rolesNow(organization: number): Promise<Map<string, Role>> {
  const rows = await dbOf(server.running.database.em.fork())
    .selectFrom('membership as m')
    .innerJoin('user_account as u', 'u.id', 'm.user_id')
    .where('m.organization_id', '=', organization)
    .select(['u.email', 'm.role'])
    .execute()
  return new Map(rows.map(row => [row.email, row.role]))
}

const covers = (one: Role | undefined, other: Role | undefined): boolean =>
  one !== undefined && (other === undefined || scopesOfRole[other].every(scope => scopesOfRole[one].includes(scope)))

const changes = { invite: 0, accept: 0, role: 0, remove: 0, transfer: 0 }

test('whatever people do to each other, an Owner is left, and nobody gives or takes more than they have', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(role, { minLength: 3, maxLength: 3 }),
      fc.array(step, { minLength: 6, maxLength: 12 }),
      async (joining, more) => {
        const run = runs++
        const { id, tokens: first } = await server.organization(`Run${run}`, 'OWNER')
        // The founder is person 0 by their own address.
        const email = (person: number) => (person === 0 ? `owner@run${run}.example` : addressOf(run, person))
        const tokens = new Map<number, string>([[0, first.OWNER]])
        const invited = new Map<number, { token: string; role: Role; by: number }>()
        // The founder brings the others in; what happens then is anybody's guess.
        const story = [
          ...joining.flatMap((given, at): Step[] => [
            { kind: 'invite', by: 0, of: at + 1, role: given },
            { kind: 'accept', of: at + 1 },
          ]),
          ...more,
        ]
        for (const each of story) {
          const before = await rolesNow(id)
          await perform(each)
          const after = await rolesNow(id)
          expect([...after.values()].filter(found => found === 'OWNER').length).toBeGreaterThanOrEqual(1)
          for (let person = 0; person < PEOPLE; person++) {
            const [was, is] = [before.get(email(person)), after.get(email(person))]
            if (was === is) continue
            changes[each.kind]++
            const by = each.kind === 'accept' ? invited.get(person)?.by : each.by
            const rights = before.get(email(by ?? -1))
            expect([each, covers(rights, was), covers(rights, is)]).toEqual([each, true, true])
            expect(rights === 'OWNER' || rights === 'ADMIN').toBe(true)
            if (each.kind === 'accept') expect(is).toBe(invited.get(person)?.role)
          }
          await holdsOnlyItsRole(after)
        }

        async function idOf(person: number): Promise<string> {
          for (const token of tokens.values()) {
            const { data } = await server.ask(token, '{ users { nodes { id email } } }')
            const found = data?.users?.nodes.find((user: { email: string | null }) => user.email === email(person))
            if (found) return found.id
          }
          return 'nobody'
        }
        async function perform(each: Step): Promise<void> {
          if (each.kind === 'accept') {
            const { token } = invited.get(each.of) ?? { token: 'none' }
            const document =
              'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { ... on Session { accessToken } } }'
            const { data } = await server.ask(null, document, { input: { token, name: 'Somebody', password: NEW } })
            if (data.acceptInvitation.accessToken) tokens.set(each.of, data.acceptInvitation.accessToken)
            return
          }
          const token = tokens.get(each.by) ?? null
          if (each.kind === 'invite') {
            const document =
              'mutation ($email: String!, $role: Role!) { inviteUser(email: $email, role: $role) { token } }'
            const { data } = await server.ask(token, document, { email: email(each.of), role: each.role })
            if (data?.inviteUser) invited.set(each.of, { token: data.inviteUser.token, role: each.role, by: each.by })
            return
          }
          const userId = await idOf(each.of)
          if (each.kind === 'role')
            await server.ask(
              token,
              `mutation ($userId: ID!) { changeRole(userId: $userId, role: ${each.role}) { role } }`,
              { userId },
            )
          else if (each.kind === 'remove')
            await server.ask(token, 'mutation ($userId: ID!) { removeUser(userId: $userId) }', { userId })
          else
            await server.ask(token, 'mutation ($userId: ID!) { transferOwnership(userId: $userId) { role } }', {
              userId,
            })
        }
        /** What each token may do now is what the role of its person says, and nothing where they are out. */
        async function holdsOnlyItsRole(after: Map<string, Role>): Promise<void> {
          for (const [person, token] of tokens) {
            const { data, status } = await server.ask(token, '{ viewer { role scopes } }')
            const is = after.get(email(person))
            if (is === undefined) expect(status).toBe(401)
            else if (status === 200) expect(data.viewer).toEqual({ role: is, scopes: scopesOfRole[is] })
          }
        }
      },
    ),
    { numRuns: 12 },
  )
  // The stories were not about nothing.
  expect(changes.invite).toBe(0)
  expect(changes.accept).toBeGreaterThanOrEqual(36)
  expect(changes.role + changes.remove + changes.transfer).toBeGreaterThan(5)
}, 240_000)
