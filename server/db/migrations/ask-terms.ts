import { Migration } from '@mikro-orm/migrations'
import { dialectSql } from './dialect-sql.ts'

/** The organizations' own words for metrics and names, in questions. */
export class AskTerms extends Migration {
  override readonly name = '0007-ask-terms'

  override up(): void {
    const sqlite = this.driver.constructor.name === 'SqliteDriver'
    const statements = [
      `create table ask_term (organization_id int not null references organization(id), id int not null,
        kind text not null, term text not null, normal text not null, meaning text not null, status text not null,
        version int not null, proposed_by int, proposed_at int not null, decided_by int, decided_at int,
        retired_by int, retired_at int, comment text, primary key (organization_id, id)) clustered`,
    ]
    for (const statement of statements) this.addSql(dialectSql(statement, sqlite))
  }
}
