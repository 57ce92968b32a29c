import { roles, type Scope, scopesOfRole } from '../../server/access/policy.ts'
import type { TestServer } from '../support/server.ts'
import { seeded } from './seeded.ts'

/** Somebody who asks, with what the rule book gives them. */
export interface Caller {
  readonly name: string
  readonly token: string | null
  readonly scopes: ReadonlySet<Scope>
  /** Signed in as a person; a key is not. */
  readonly session: boolean
}

/** Lists of scopes that keys are given, besides the keys that have their role's. */
const narrow: readonly (readonly Scope[])[] = [
  ['data:read'],
  ['data:read', 'staff:read'],
  ['data:read', 'cost:read'],
  ['data:read', 'data:write', 'reviews:decide'],
]

/** An organization with everybody who can ask something of it: each role, keys of a role and narrower ones, nobody. */
export async function everybody(server: TestServer) {
  const north = await seeded(server, 'North', 'ADMIN', 'MANAGER', 'ANALYST', 'VIEWER')
  // A row that changed, a cell that has a suggestion, a cost for all seats: fields that are empty for all show no mask.
  for (const [dataset, sheet] of [
    ['invoices', 'client,invoice_number,date,status,subtotal\nAcme Dental,I-2,2026-06-01,pending,501.50\n'],
    [
      'invoices',
      'client,invoice_number,date,status,subtotal\nAcme Dentl,I-9,2026-06-01,paid,1\nBolt Legal,I-10,2026-06-01,paid,1\n',
    ],
    [
      'licenses',
      'client,product,vendor,seats_purchased,seats_used,total_cost,billing_period,start_date,external_id\nAcme Dental,Antivirus,Sentinel,10,7,187.10,monthly,2026-01-01,L-3\n',
    ],
  ] as const) {
    const response = await server.upload(north.tokens.OWNER, dataset, sheet)
    if (response.status !== 200) throw new Error(`${dataset}: ${await response.text()}`)
  }
  const people: Caller[] = roles.map(role => ({
    name: role,
    token: north.tokens[role],
    scopes: new Set(scopesOfRole[role]),
    session: true,
  }))
  const keyOf = async (name: string, input: object, scopes: readonly Scope[]): Promise<Caller> => {
    const { data, errors } = await server.ask(
      north.tokens.OWNER,
      'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
      { input: { name, ...input } },
    )
    if (errors.length > 0) throw new Error(`${name}: ${JSON.stringify(errors)}`)
    return { name, token: data.createApiKey.secret, scopes: new Set(scopes), session: false }
  }
  const keys = [await keyOf('key of an analyst', { role: 'ANALYST' }, scopesOfRole.ANALYST)]
  for (const scopes of narrow)
    keys.push(await keyOf(`key with ${scopes.join(', ')}`, { role: 'OWNER', scopes }, scopes))
  const nobody: Caller = { name: 'nobody', token: null, scopes: new Set(), session: false }
  return { ...north, callers: [...people, ...keys, nobody] }
}
