import { Migration } from '@mikro-orm/migrations'
import { dialectSql } from './dialect-sql.ts'

/** Audit entries tell the request, key and address they came with; jobs are queued in a table. */
export class AuditAndJobs extends Migration {
  override readonly name = '0002-audit-and-jobs'

  override up(): void {
    const sqlite = this.driver.constructor.name === 'SqliteDriver'
    for (const statement of statements) this.addSql(dialectSql(statement, sqlite))
  }
}

const statements = [
  `alter table audit_event add column request_id text`,
  `alter table audit_event add column api_key_id int`,
  `alter table audit_event add column personal text`,
  `alter table audit_event add column personal_digest text`,
  `create index audit_event_by_actor on audit_event (organization_id, actor_id, seq)`,
  `create index audit_event_by_subject on audit_event (organization_id, subject, seq)`,
  `create table job (organization_id int not null references organization(id), id text not null, kind text not null,
    payload text not null, status text not null, run_at int not null, lease_owner text, lease_until int,
    attempts int not null, max_attempts int not null, progress_done int not null, progress_total int,
    progress_text text, result text, error text, dedupe_key text, cancel_requested int not null, created_by int,
    created_at int not null, started_at int, ended_at int, primary key (organization_id, id)) clustered`,
  `create unique index job_by_dedupe_key on job (organization_id, kind, dedupe_key)
    where dedupe_key is not null and status in ('QUEUED', 'RUNNING')`,
  `create index job_unfinished on job (run_at) where status in ('QUEUED', 'RUNNING')`,
  `create index job_by_age on job (organization_id, created_at, id)`,
]
