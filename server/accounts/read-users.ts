import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member, Role } from '../access/policy.ts'
import { type Db, dbOf } from '../db/tables.ts'

/** A person of the viewer's organization. */
export interface UserRecord {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly role: Role
  /** Milliseconds since 1970. */
  readonly joinedAt: number
  /** Whether they have a second factor. */
  readonly secondFactor: boolean
}

export async function usersByIds(
  em: SqlEntityManager,
  viewer: Member,
  ids: readonly number[],
): Promise<Map<number, UserRecord>> {
  const rows = await usersOf(dbOf(em), viewer.organizationId).where('m.user_id', 'in', ids).execute()
  return new Map(rows.map(row => [row.id, userRecord(row)]))
}

/** Everybody of an organization, by name. */
export async function readUsers(db: Db, organizationId: number): Promise<UserRecord[]> {
  const rows = await usersOf(db, organizationId).execute()
  return rows.map(userRecord).sort((a, b) => a.name.localeCompare(b.name, 'en') || a.id - b.id)
}

const usersOf = (db: Db, organizationId: number) =>
  db
    .selectFrom('membership as m')
    .innerJoin('user_account as u', 'u.id', 'm.user_id')
    .leftJoin('second_factor as f', join => join.onRef('f.user_id', '=', 'u.id').on('f.confirmed_at', 'is not', null))
    .where('m.organization_id', '=', organizationId)
    .select(['u.id', 'u.name', 'u.email', 'm.role', 'm.created_at as joinedAt', 'f.confirmed_at as confirmedAt'])

type Row = Awaited<ReturnType<ReturnType<typeof usersOf>['executeTakeFirstOrThrow']>>

const userRecord = ({ confirmedAt, ...row }: Row): UserRecord => ({ ...row, secondFactor: confirmedAt !== null })
