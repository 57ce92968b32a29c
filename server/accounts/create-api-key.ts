import { lowerRole, type Member, type Role, type Scope, scopesOfRole } from '../access/policy.ts'
import { recordEvent } from '../audit/record-event.ts'
import { writeIn } from '../db/write-in.ts'
import { BadInput, Forbidden } from '../errors.ts'
import type { Accounts } from './accounts.ts'
import { type ApiKeyRecord, apiKeyRecord } from './api-key-record.ts'
import { newApiKeySecret } from './api-key-secret.ts'
import { secretHash } from './secret-hash.ts'

export interface NewApiKey {
  readonly name: string
  readonly role: Role
  /** Narrower than the role; null: all of it. */
  readonly scopes: readonly Scope[] | null
  /** Milliseconds since 1970; null: never. */
  readonly expiresAt: number | null
}

/** Makes a key that can do no more than its maker. The secret is in the answer and nowhere else. */
export async function createApiKey(
  accounts: Accounts,
  viewer: Member,
  key: NewApiKey,
  now: number,
): Promise<{ key: ApiKeyRecord; secret: string }> {
  const { organizationId, userId } = viewer
  if (userId === null) throw new Forbidden('Creating an API key: only a person can own one')
  checkBounds(viewer, key, now)
  const { prefix, secret } = newApiKeySecret(accounts.random)
  const row = await writeIn(accounts.em, accounts.gate, async db => {
    await recordEvent(db, organizationId, viewer, {
      at: now,
      action: 'api_key.created',
      subject: `ApiKey:${prefix}`,
      details: { name: key.name, role: key.role, scopes: key.scopes, expiresAt: key.expiresAt },
    })
    const last = await db
      .selectFrom('api_key')
      .select(eb => eb.fn.max('id').as('id'))
      .where('organization_id', '=', organizationId)
      .executeTakeFirst()
    return await db
      .insertInto('api_key')
      .values({
        organization_id: organizationId,
        id: Number(last?.id ?? 0) + 1,
        name: key.name,
        prefix,
        secret_hash: secretHash(secret),
        role: key.role,
        scopes: key.scopes === null ? null : JSON.stringify(key.scopes),
        created_by: userId,
        created_at: now,
        expires_at: key.expiresAt,
        last_used_at: null,
        revoked_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  return { key: apiKeyRecord(row), secret }
}

function checkBounds(viewer: Member, key: NewApiKey, now: number): void {
  // However few its scopes: what asks for a role, as steps of approval do, would take the key for an Owner.
  if (viewer.role === null || lowerRole(key.role, viewer.role) !== key.role)
    throw new Forbidden(
      `Creating an API key: ${key.role} stands above its maker, who is ${viewer.role}; choose your own role or a lower one`,
    )
  const ofRole = scopesOfRole[key.role]
  const outside = key.scopes?.filter(scope => !ofRole.includes(scope)) ?? []
  if (outside.length > 0)
    throw new BadInput(
      `Creating an API key: ${outside.join(', ')} does not belong to the role ${key.role}; leave it out or choose a wider role`,
    )
  // Everything is read through data:read, the answer to an upload too: it would succeed and say that it was refused.
  if (key.scopes !== null && !key.scopes.includes('data:read'))
    throw new BadInput('Creating an API key: without data:read a key cannot read even the answer to an upload; add it')
  const wider = (key.scopes ?? ofRole).filter(scope => !viewer.scopes.has(scope))
  if (wider.length > 0)
    throw new Forbidden(
      `Creating an API key: a key cannot do more than its maker, who lacks ${wider.join(', ')}; choose a narrower role or list its scopes`,
    )
  if (key.expiresAt !== null && key.expiresAt <= now)
    throw new BadInput('Creating an API key: the day it expires has passed; choose a later one')
}
