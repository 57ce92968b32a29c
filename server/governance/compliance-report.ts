import type { Member } from '../access/policy.ts'
import { verifyLog } from '../audit/verify-log.ts'
import { newestBackupAt } from '../backups/scheduled/backup-folder.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/tables.ts'
import { readPolicies } from './read-policies.ts'

export const frameworks = ['GDPR', 'HIPAA', 'SOC2'] as const
export type Framework = (typeof frameworks)[number]

/** A line of the report: a fact of this installation, looked up when the report was made. */
export interface ComplianceLine {
  readonly key: string
  /** Where in the framework it belongs. */
  readonly heading: string
  readonly checked: string
  readonly found: string
  readonly status: 'PASS' | 'ATTENTION' | 'NOT_CHECKED'
}

type Finding = Omit<ComplianceLine, 'key' | 'heading'>

interface Installation {
  readonly db: Db
  readonly organizationId: number
  readonly config: Pick<Config, 'host' | 'tlsCertFile' | 'backupDir' | 'backupEvery'>
  readonly now: number
}

interface Check {
  readonly headings: Readonly<Partial<Record<Framework, string>>>
  readonly run: (installation: Installation) => Promise<Finding>
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const judged = (checked: string, fine: boolean, found: string): Finding => ({
  ...{ checked, found, status: fine ? 'PASS' : 'ATTENTION' },
})
const unknown = (checked: string, why: string): Finding => ({
  ...{ checked, found: `Not checked, because ${why}`, status: 'NOT_CHECKED' },
})
const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

const checks: Readonly<Record<string, Check>> = {
  audit_chain: {
    headings: {
      GDPR: 'Art. 5(2) Accountability',
      HIPAA: '§164.312(b) Audit controls',
      SOC2: 'CC7.2 Monitoring',
    },
    run: async ({ db, organizationId }) => {
      const { valid, checked, head, problem } = await verifyLog(db, organizationId)
      const found = valid
        ? `All ${checked} entries are as they were written; the last is ${head?.seq ?? 0} with hash ${head?.hash ?? '–'}`
        : `Entry ${problem?.seq}: ${problem?.text}`
      return judged('Every hash of the audit log was worked out again', valid, found)
    },
  },
  binding: {
    headings: {
      GDPR: 'Art. 32 Security of processing',
      HIPAA: '§164.312(e) Transmission security',
      SOC2: 'CC6.7 Transmission',
    },
    run: async ({ config: { host, tlsCertFile } }) => {
      const local = host === 'localhost' || host === '::1' || host.startsWith('127.')
      const found = local
        ? `It listens on ${host}: only this machine reaches it`
        : tlsCertFile !== null
          ? `It listens on ${host} with TLS`
          : `It listens on ${host} without TLS of its own: put a proxy with TLS before it, and let nothing else reach it`
      return judged('The address the server listens on', local || tlsCertFile !== null, found)
    },
  },
  default_credentials: {
    headings: {
      GDPR: 'Art. 32 Security of processing',
      HIPAA: '§164.312(d) Authentication',
      SOC2: 'CC6.1 Logical access',
    },
    run: async ({ db, organizationId }) => {
      const rows = await db
        .selectFrom('membership as m')
        .innerJoin('user_account as u', 'u.id', 'm.user_id')
        .select('u.id')
        .where('m.organization_id', '=', organizationId)
        .where('u.email', 'like', '%@demo.example')
        .execute()
      const found =
        rows.length === 0
          ? 'There are none'
          : `${counted(rows.length, 'account')} of the demo, whose password is published: use a data directory of your own`
      return judged('Accounts whose password is known to everyone', rows.length === 0, found)
    },
  },
  second_factors: {
    headings: {
      GDPR: 'Art. 32 Security of processing',
      HIPAA: '§164.312(d) Authentication',
      SOC2: 'CC6.1 Logical access',
    },
    run: async ({ db, organizationId }) => {
      const managing = await db
        .selectFrom('membership as m')
        .leftJoin('second_factor as f', 'f.user_id', 'm.user_id')
        .select(eb => [
          'f.confirmed_at',
          eb
            .exists(eb.selectFrom('identity as i').select('i.user_id').whereRef('i.user_id', '=', 'm.user_id'))
            .as('known'),
        ])
        .where('m.organization_id', '=', organizationId)
        .where('m.role', 'in', ['OWNER', 'ADMIN'])
        .execute()
      const without = managing.filter(({ confirmed_at, known }) => confirmed_at === null && !known).length
      const found = `${without} of ${managing.length} have none here, and none known to the identity provider`
      return judged('Owners and Admins with a second factor', without === 0, found)
    },
  },
  unused_accounts: {
    headings: {
      GDPR: 'Art. 25 Data protection by design',
      HIPAA: '§164.308(a)(4) Access management',
      SOC2: 'CC6.2 Access removal',
    },
    run: async ({ db, organizationId, now }) => {
      const members = await db
        .selectFrom('membership')
        .select(['user_id', 'created_at'])
        .where('organization_id', '=', organizationId)
        .execute()
      const used = await db
        .selectFrom('audit_event')
        .select('actor_id')
        .distinct()
        .where('organization_id', '=', organizationId)
        .where('at', '>', now - 90 * DAY)
        .execute()
      const active = new Set(used.map(row => row.actor_id))
      const idle = members.filter(row => !active.has(row.user_id) && row.created_at < now - 90 * DAY)
      const found = `${idle.length} of ${counted(members.length, 'account')} neither signed in nor did anything for 90 days`
      return judged('Members whom the audit log has not seen for 90 days', idle.length === 0, found)
    },
  },
  key_expiry: {
    headings: {
      GDPR: 'Art. 32 Security of processing',
      HIPAA: '§164.312(a) Access control',
      SOC2: 'CC6.1 Logical access',
    },
    run: async ({ db, organizationId, now }) => {
      const keys = await db
        .selectFrom('api_key')
        .select('expires_at')
        .where('organization_id', '=', organizationId)
        .where('revoked_at', 'is', null)
        .where(eb => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
        .execute()
      const endless = keys.filter(key => key.expires_at === null).length
      return judged(
        'API keys in force',
        endless === 0,
        `${counted(endless, 'key')} of ${keys.length} never expire${endless === 1 ? 's' : ''}`,
      )
    },
  },
  retention: {
    headings: { GDPR: 'Art. 5(1)(e) Storage limitation', HIPAA: '§164.316(b)(2) Retention', SOC2: 'C1.2 Disposal' },
    run: async ({ db, organizationId }) => {
      const months: Readonly<Record<string, number | null | undefined>> = (await readPolicies(db, organizationId))
        .retention.months
      const set = Object.entries(months).filter(([, kept]) => kept != null)
      const found =
        set.length === 0
          ? 'Every dataset is kept for ever; set the policy retention'
          : set.map(([dataset, kept]) => `${dataset} ${kept} months`).join(', ')
      const personal = ['TIME_LOGS', 'CLIENTS', 'STAFF'].every(dataset => months[dataset] != null)
      return judged('How long rows that name people are kept', personal, found)
    },
  },
  overdue_reviews: {
    headings: { GDPR: 'Art. 5(1)(d) Accuracy', SOC2: 'PI1.3 Processing integrity' },
    run: async ({ db, organizationId, now }) => {
      const open = await db
        .selectFrom('review_task')
        .select(['opened_at', 'due_at'])
        .where('organization_id', '=', organizationId)
        .where('status', 'in', ['OPEN', 'IN_REVIEW'])
        .execute()
      const late = open.filter(task => task.due_at <= now).length
      const oldest = open.reduce((age, task) => Math.max(age, now - task.opened_at), 0)
      const found = `${counted(open.length, 'result')} await${open.length === 1 ? 's' : ''} review, ${late} overdue${open.length > 0 ? `; the oldest for ${Math.floor(oldest / DAY)} days` : ''}`
      return judged('Results that nobody has decided', late === 0, found)
    },
  },
  subject_rights: {
    headings: { GDPR: 'Art. 15 and 17 Access and erasure' },
    run: async ({ db, organizationId }) => {
      const counts = await db
        .selectFrom('audit_event')
        .select(eb => ['action', eb.fn.countAll().as('count')])
        .where('organization_id', '=', organizationId)
        .where('action', 'in', ['subject.exported', 'subject.erased'])
        .groupBy('action')
        .execute()
      const of = (action: string) => Number(counts.find(row => row.action === action)?.count ?? 0)
      const found = `${counted(of('subject.exported'), 'export')}, ${counted(of('subject.erased'), 'erasure')}`
      return judged('Requests of persons that the audit log shows', true, found)
    },
  },
  encryption_at_rest: {
    headings: {
      GDPR: 'Art. 32 Security of processing',
      HIPAA: '§164.312(a)(2)(iv) Encryption',
      SOC2: 'CC6.1 Logical access',
    },
    run: async () =>
      unknown(
        'Encryption of the disk',
        'the server cannot see how its disk or database is kept; ask whoever runs the machine',
      ),
  },
  backups: {
    headings: { GDPR: 'Art. 32(1)(c) Availability', HIPAA: '§164.308(a)(7) Contingency plan', SOC2: 'A1.2 Backup' },
    run: async ({ config: { backupDir, backupEvery }, now }) => {
      if (backupDir === null) return unknown('Backups', 'they are made outside of the server; restore one to be sure')
      const at = await newestBackupAt(backupDir)
      const found = at === null ? 'There is none yet' : `The newest is of ${new Date(at).toISOString()}`
      const fresh = at !== null && now - at <= 2 * (backupEvery === 'DAY' ? DAY : HOUR)
      return judged('Backups that the server makes; whether they can be restored only trying shows', fresh, found)
    },
  },
}

/**
 * What can be said of this installation under the headings of a framework. Every line is looked up when the report is
 * made; what cannot be looked up says so. It is no certificate.
 */
export async function complianceReport(
  db: Db,
  { organizationId }: Member,
  framework: Framework,
  { config, now }: Pick<Installation, 'config' | 'now'>,
): Promise<ComplianceLine[]> {
  const lines: ComplianceLine[] = []
  for (const [key, { headings, run }] of Object.entries(checks)) {
    const heading = headings[framework]
    if (heading) lines.push({ key, heading, ...(await run({ db, organizationId, config, now })) })
  }
  return lines
}
