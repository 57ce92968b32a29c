import type { Db } from '../db/tables.ts'
import { defaultPolicies } from './default-policies.ts'
import { type Policies, type PolicyKey, policyKeys, policySchemas } from './policy-schema.ts'

export interface PolicyRecord {
  readonly key: PolicyKey
  /** 0: the default of the product. */
  readonly version: number
  readonly value: Policies[PolicyKey]
  readonly createdBy: number | null
  /** Milliseconds since 1970; null: the default. */
  readonly createdAt: number | null
}

/** Every policy as it stands: the newest version of the organization, or the default. */
export async function readPolicyRecords(db: Db, organizationId: number): Promise<PolicyRecord[]> {
  const rows = await db
    .selectFrom('policy_version as p')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('version', '=', eb =>
      eb
        .selectFrom('policy_version as q')
        .select(q => q.fn.max('q.version').as('version'))
        .whereRef('q.organization_id', '=', 'p.organization_id')
        .whereRef('q.key', '=', 'p.key'),
    )
    .execute()
  return policyKeys.map(key => {
    const row = rows.find(each => each.key === key)
    return row
      ? {
          ...{ key, version: row.version, createdBy: row.created_by, createdAt: row.created_at },
          value: policySchemas[key].parse(JSON.parse(row.value)),
        }
      : { key, version: 0, value: defaultPolicies[key], createdBy: null, createdAt: null }
  })
}

/** What the policies say now. */
export async function readPolicies(db: Db, organizationId: number): Promise<Policies> {
  const records = await readPolicyRecords(db, organizationId)
  return Object.fromEntries(records.map(({ key, value }) => [key, value])) as unknown as Policies
}

/** Every version of a policy, newest first; the default is not among them. */
export async function readPolicyHistory(db: Db, organizationId: number, key: PolicyKey): Promise<PolicyRecord[]> {
  const rows = await db
    .selectFrom('policy_version')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(row => ({
    ...{ key, version: row.version, createdBy: row.created_by, createdAt: row.created_at },
    value: policySchemas[key].parse(JSON.parse(row.value)),
  }))
}
