import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { type Member, may } from '../../access/policy.ts'
import { hash53 } from '../../analytics/hash53.ts'
import { erasePersonalParts } from '../../audit/erase-personal-parts.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { normalName } from '../../datasets/normal-name.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import type { Db } from '../../db/tables.ts'
import type { WriteGate } from '../../db/write-gate.ts'
import { writeIn } from '../../db/write-in.ts'
import { BadInput, Forbidden } from '../../errors.ts'
import { eraseAccounts, eraseInvitations } from './erase-accounts.ts'
import { askedPerson } from './export-subject.ts'
import { findSubject, type Subject } from './find-subject.ts'
import { mentionPattern, readMentions } from './mentions.ts'
import { eraseNicknames, readNicknames } from './nicknames.ts'
import { Pseudonyms } from './pseudonyms.ts'

/** What an erasure changed, or would change: rows by table. */
export interface Erasure {
  readonly dryRun: boolean
  /** What stands in place of the name; null: nothing was found, or nothing was changed. */
  readonly pseudonym: string | null
  readonly counts: Readonly<Record<string, number>>
}

/**
 * Takes a person out of everything the organization stores: a random pseudonym stands in place of their names and
 * addresses, contacts go, accounts end. Hours, costs and every other number stay as they are, and so does the audit
 * log, which names nobody: its chain stays valid. A sheet that names the person and is uploaded again brings them back.
 *
 * Throws Forbidden without subject:erase, BadInput for too short a name, one’s own account or the last owner’s.
 * @param random 8 random bytes as hex
 */
export async function eraseSubject(
  em: SqlEntityManager,
  viewer: Member,
  { person, dryRun }: { readonly person: string; readonly dryRun: boolean },
  { now, gate, random }: { readonly now: number; readonly gate: WriteGate; readonly random: string },
): Promise<Erasure> {
  if (!may(viewer, 'subject:erase'))
    throw new Forbidden('Erasing a person: it needs subject:erase, which you do not have')
  const asked = askedPerson(person)
  const { organizationId } = viewer
  return await writeIn(em, gate, async db => {
    await lockOrganization(db, organizationId)
    const subject = await findSubject(db, organizationId, asked)
    if (viewer.userId !== null && subject.users.includes(viewer.userId))
      throw new BadInput('Erasing a person: it is yourself; another administrator has to do it')
    const mentions = await readMentions(db, organizationId, subject)
    const staff = await staffRows(db, organizationId, subject)
    const persons = subject.persons
    const nicknames = await readNicknames(db, organizationId, { rowKeys: staff.map(row => row.row_key), persons })
    const { emails } = subject
    const invitations = await eraseInvitations(db, organizationId, emails, { random, now, dryRun })
    const counts: Record<string, number> = {
      ...{ person: subject.persons.length, staff_row: staff.length, user_account: subject.users.length },
      ...(nicknames.length > 0 ? { nickname: nicknames.length } : {}),
      ...(invitations > 0 ? { invitation: invitations } : {}),
      ...Object.fromEntries(
        [...Map.groupBy(mentions, ({ place }) => place.table)].map(([table, rows]) => [table, rows.length]),
      ),
    }
    const found = Object.values(counts).some(count => count > 0)
    if (dryRun || !found) return { dryRun, pseudonym: null, counts }
    const pseudonyms = new Pseudonyms(random)
    const pseudonym = pseudonyms.first
    await eraseStaff(db, organizationId, staff, pseudonyms, random)
    await erasePersons(db, organizationId, subject, pseudonyms)
    await eraseMentions(db, organizationId, subject, mentions, pseudonyms)
    await eraseNicknames(db, organizationId, nicknames, pseudonym, now)
    await eraseAccounts(db, viewer, subject.users, random, now)
    await recordEvent(db, organizationId, viewer, {
      ...{ at: now, action: 'subject.erased', subject: 'Person' },
      details: { pseudonym, persons: subject.persons, users: subject.users, counts },
    })
    for (const actorId of subject.users) await erasePersonalParts(db, organizationId, viewer, { actorId }, now)
    // Names are read once for each version of the data.
    await db
      .updateTable('organization')
      .set(eb => ({ data_version: eb('data_version', '+', 1) }))
      .where('id', '=', organizationId)
      .execute()
    return { dryRun, pseudonym, counts }
  })
}

async function staffRows(db: Db, organizationId: number, { names, emails }: Subject) {
  const normals = new Set(names.map(normalName))
  const rows = await db
    .selectFrom('staff_row')
    .select(['snapshot', 'row', 'row_key', 'name', 'normal_name', 'email'])
    .where('organization_id', '=', organizationId)
    .execute()
  return rows.filter(row => (row.email === null ? normals.has(row.normal_name) : emails.includes(row.email)))
}

/** The people of time logs: with an address or without, as before, so that they are found among the staff as before. */
async function erasePersons(
  db: Db,
  organizationId: number,
  { persons }: Subject,
  pseudonyms: Pseudonyms,
): Promise<void> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('organization_id', '=', organizationId)
    .where('id', 'in', persons.length > 0 ? [...persons] : [-1])
    .orderBy('id')
    .execute()
  for (const { id, ...known } of rows) {
    const name = pseudonyms.name(known.name)
    await db
      .updateTable('person')
      .set({ name, normal_name: normalName(name), email: pseudonyms.email(known.email) })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .execute()
  }
}

/** Keys and hashes are made of names too: the same for the same version, made of the pseudonym. */
async function eraseStaff(
  db: Db,
  organizationId: number,
  rows: Awaited<ReturnType<typeof staffRows>>,
  pseudonyms: Pseudonyms,
  random: string,
): Promise<void> {
  const keys = [...new Set(rows.map(row => row.row_key))]
  for (const row of rows) {
    const name = pseudonyms.name(row.name)
    await db
      .updateTable('staff_row')
      .set({
        ...{ name, normal_name: normalName(name), email: row.email === null ? null : pseudonyms.email(row.email) },
        row_key: hash53(`${random} ${keys.indexOf(row.row_key)}`),
        content_hash: hash53(`${random} ${row.snapshot} ${row.row}`),
      })
      .where('organization_id', '=', organizationId)
      .where('snapshot', '=', row.snapshot)
      .where('row', '=', row.row)
      .execute()
  }
}

async function eraseMentions(
  db: Db,
  organizationId: number,
  subject: Subject,
  mentions: Awaited<ReturnType<typeof readMentions>>,
  pseudonyms: Pseudonyms,
): Promise<void> {
  const pattern = mentionPattern(subject)
  const emails = new Set(subject.emails)
  for (const { place, key, texts } of mentions) {
    const replaced = Object.entries(texts).map(([column, text]) => {
      const plain = text.replaceAll(pattern, word =>
        emails.has(word.toLowerCase()) ? pseudonyms.email(word.toLowerCase()) : pseudonyms.name(word),
      )
      return sql`${sql.ref(column)} = ${column === 'normal' ? normalName(plain) : plain}`
    })
    // The telephone of a contact is theirs as well.
    if ('contact_email' in texts) replaced.push(sql`contact_phone = null`)
    const finds = Object.entries(key).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
    await sql`update ${sql.table(place.table)} set ${sql.join(replaced)}
      where organization_id = ${organizationId} and ${sql.join(finds, sql` and `)}`.execute(db)
  }
}
