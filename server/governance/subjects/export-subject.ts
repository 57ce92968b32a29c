import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../../access/policy.ts'
import { recordEvent } from '../../audit/record-event.ts'
import type { Db } from '../../db/tables.ts'
import type { WriteGate } from '../../db/write-gate.ts'
import { writeIn } from '../../db/write-in.ts'
import { BadInput, Forbidden } from '../../errors.ts'
import { findSubject, type Subject } from './find-subject.ts'
import { readMentions } from './mentions.ts'
import { readNicknames } from './nicknames.ts'

/** The words a person is asked for by; throws BadInput where they could mean anybody. */
export function askedPerson(text: string): string {
  const asked = text.trim()
  if (asked.length < 3 || asked.length > 300)
    throw new BadInput('Looking for a person: send their e-mail address or full name, 3 to 300 characters')
  return asked
}

/**
 * Everything the organization stores about a person, by table: for those who ask for their data. That it was exported
 * stands in the audit log, without the name. Throws Forbidden without subject:erase, BadInput for too short a name.
 */
export async function exportSubject(
  em: SqlEntityManager,
  viewer: Member,
  person: string,
  { now, gate }: { readonly now: number; readonly gate: WriteGate },
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  if (!may(viewer, 'subject:erase'))
    throw new Forbidden('Exporting what is known of a person: it needs subject:erase, which you do not have')
  const asked = askedPerson(person)
  return await writeIn(em, gate, async db => {
    const { organizationId } = viewer
    const subject = await findSubject(db, organizationId, asked)
    const data = { ...(await ownRows(db, organizationId, subject)), ...(await mentioned(db, organizationId, subject)) }
    const counts = Object.fromEntries(Object.entries(data).map(([table, rows]) => [table, rows.length]))
    await recordEvent(db, organizationId, viewer, {
      ...{ at: now, action: 'subject.exported', subject: 'Person' },
      details: { persons: subject.persons, users: subject.users, counts },
    })
    return data
  })
}

async function ownRows(db: Db, organizationId: number, { names, emails, persons, users }: Subject) {
  const none = [-1]
  const staff = (
    await db.selectFrom('staff_row').selectAll().where('organization_id', '=', organizationId).execute()
  ).filter(row => (row.email === null ? names.includes(row.name) : emails.includes(row.email)))
  return {
    person: await db
      .selectFrom('person')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('id', 'in', persons.length > 0 ? [...persons] : none)
      .execute(),
    staff_row: staff,
    nickname: await readNicknames(db, organizationId, { rowKeys: staff.map(row => row.row_key), persons }),
    time_log_row: await db
      .selectFrom('time_log_row')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('person_id', 'in', persons.length > 0 ? [...persons] : none)
      .execute(),
    user_account: await db
      .selectFrom('user_account')
      .select(['id', 'email', 'name', 'created_at'])
      .where('id', 'in', users.length > 0 ? [...users] : none)
      .execute(),
    session: await db
      .selectFrom('session')
      .select([
        'id',
        'user_id',
        'created_at',
        'last_used_at',
        'expires_at',
        'revoked_at',
        'method',
        'address',
        'user_agent',
      ])
      .where('organization_id', '=', organizationId)
      .where('user_id', 'in', users.length > 0 ? [...users] : none)
      .execute(),
    second_factor: await db
      .selectFrom('second_factor')
      .select(['user_id', 'created_at', 'confirmed_at'])
      .where('user_id', 'in', users.length > 0 ? [...users] : none)
      .execute(),
    identity: await db
      .selectFrom('identity')
      .select(['issuer', 'subject', 'user_id', 'created_at', 'last_used_at'])
      .where('user_id', 'in', users.length > 0 ? [...users] : none)
      .execute(),
    invitation: await db
      .selectFrom('invitation')
      .select(['id', 'email', 'role', 'created_at', 'expires_at', 'accepted_at', 'revoked_at'])
      .where('organization_id', '=', organizationId)
      .where('email', 'in', emails.length > 0 ? [...emails] : [''])
      .execute(),
    saved_query: await db
      .selectFrom('saved_query')
      .select(['id', 'name', 'query', 'shared', 'created_at', 'updated_at'])
      .where('organization_id', '=', organizationId)
      .where('created_by', 'in', users.length > 0 ? [...users] : none)
      .execute(),
    ask_term: await db
      .selectFrom('ask_term')
      .select(['id', 'kind', 'term', 'status', 'proposed_at', 'comment'])
      .where('organization_id', '=', organizationId)
      .where(eb =>
        eb.or([
          eb('proposed_by', 'in', users.length > 0 ? [...users] : none),
          eb('decided_by', 'in', users.length > 0 ? [...users] : none),
          eb('retired_by', 'in', users.length > 0 ? [...users] : none),
        ]),
      )
      .execute(),
    audit_event: await db
      .selectFrom('audit_event')
      .select(['seq', 'at', 'action', 'subject', 'details', 'personal'])
      .where('organization_id', '=', organizationId)
      .where('actor_id', 'in', users.length > 0 ? [...users] : none)
      .execute(),
  }
}

/** Rows whose text names the person, with that text only. */
async function mentioned(db: Db, organizationId: number, subject: Subject) {
  const mentions = await readMentions(db, organizationId, subject)
  const byTable = Map.groupBy(mentions, ({ place }) => `${place.table}_mentions`)
  return Object.fromEntries(
    [...byTable].map(([table, rows]) => [table, rows.map(({ key, texts }) => ({ ...key, ...texts }))]),
  )
}
