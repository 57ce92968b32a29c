import { Migration } from '@mikro-orm/migrations'
import { dialectSql } from './dialect-sql.ts'

/** Policies as versions, review tasks and everything that happened to them. */
export class Reviews extends Migration {
  override readonly name = '0004-reviews'

  override up(): void {
    const sqlite = this.driver.constructor.name === 'SqliteDriver'
    for (const statement of statements) this.addSql(dialectSql(statement, sqlite))
  }
}

const statements = [
  `create table policy_version (organization_id int not null references organization(id), key text not null,
    version int not null, value text not null, created_by int, created_at int not null,
    primary key (organization_id, key, version)) clustered`,
  `create table review_task (organization_id int not null references organization(id), id int not null,
    metric text not null, scope text not null, client_id int not null, month int not null, snapshot int not null,
    uploaded_by int, status text not null, version int not null, reasons text not null, value_exact text not null,
    confidence text not null, chain text not null, step int not null, assignee int, due_at int not null,
    opened_at int not null, closed_at int, corrected_exact text, escalated_from int,
    primary key (organization_id, id)) clustered`,
  `create index review_task_by_result on review_task (organization_id, metric, month, client_id)`,
  `create index review_task_unfinished on review_task (organization_id, due_at)
    where status in ('OPEN', 'IN_REVIEW')`,
  `create table review_event (organization_id int not null references organization(id), seq int not null,
    task_id int not null, at int not null, kind text not null, status_after text not null, version_after int not null,
    actor_id int, comment text, corrected_exact text, primary key (organization_id, seq)) clustered`,
  `create index review_event_by_task on review_event (organization_id, task_id, seq)`,
]
