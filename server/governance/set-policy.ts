import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../access/policy.ts'
import { recordEvent } from '../audit/record-event.ts'
import { lockOrganization } from '../db/lock-organization.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { BadInput, Forbidden } from '../errors.ts'
import { isPolicyKey, policyKeys, policySchemas } from './policy-schema.ts'
import { type PolicyRecord, readPolicyRecords } from './read-policies.ts'

/**
 * Stores a new version of a policy; earlier ones stay. Before and after stand in the audit log. Throws Forbidden
 * without policy:write, BadInput (INVALID_POLICY) for a key or value that is none.
 */
export async function setPolicy(
  em: SqlEntityManager,
  viewer: Member,
  { key, value }: { readonly key: string; readonly value: unknown },
  { now, gate }: { readonly now: number; readonly gate: WriteGate },
): Promise<PolicyRecord> {
  if (!may(viewer, 'policy:write'))
    throw new Forbidden('Setting a policy: it needs policy:write, which you do not have')
  if (!isPolicyKey(key))
    throw new BadInput(
      `Setting a policy: there is no policy "${key}"; there are ${policyKeys.join(', ')}`,
      'INVALID_POLICY',
    )
  const parsed = policySchemas[key].safeParse(value)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'value'}: ${message}`)
    throw new BadInput(`Setting the policy ${key}: ${problems.join('; ')}`, 'INVALID_POLICY')
  }
  const { organizationId } = viewer
  return await writeIn(em, gate, async db => {
    await lockOrganization(db, organizationId)
    const before = (await readPolicyRecords(db, organizationId)).find(record => record.key === key)!
    const version = before.version + 1
    await db
      .insertInto('policy_version')
      .values({
        ...{ organization_id: organizationId, key, version, value: JSON.stringify(parsed.data) },
        ...{ created_by: viewer.userId, created_at: now },
      })
      .execute()
    await recordEvent(db, organizationId, viewer, {
      at: now,
      action: 'policy.set',
      subject: `Policy:${key}`,
      details: { version, before: before.value, after: parsed.data },
    })
    return { key, version, value: parsed.data, createdBy: viewer.userId, createdAt: now }
  })
}
