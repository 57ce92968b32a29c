import { Migration } from '@mikro-orm/migrations'
import { dialectSql } from './dialect-sql.ts'

/** Metric queries kept under a name. */
export class SavedQueries extends Migration {
  override readonly name = '0005-saved-queries'

  override up(): void {
    const sqlite = this.driver.constructor.name === 'SqliteDriver'
    const statements = [
      `create table saved_query (organization_id int not null references organization(id), id int not null,
        name text not null, normal text not null, query text not null, shared int not null, created_by int not null,
        created_at int not null, updated_at int not null, primary key (organization_id, id)) clustered`,
      'create index saved_query_by_name on saved_query (organization_id, normal)',
    ]
    for (const statement of statements) this.addSql(dialectSql(statement, sqlite))
  }
}
