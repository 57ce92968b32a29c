import { Migration } from '@mikro-orm/migrations'
import { dialectSql } from './dialect-sql.ts'

/** Signing in with an OpenID Connect provider: who is whose account, and steps that are under way. */
export class Identities extends Migration {
  override readonly name = '0009-identities'

  override up(): void {
    const sqlite = this.driver.constructor.name === 'SqliteDriver'
    const statements = [
      `create table identity (issuer text not null, subject text not null,
        user_id int not null references user_account(id), created_at int not null, last_used_at int not null,
        primary key (issuer, subject)) clustered`,
      'create unique index identity_by_user on identity (user_id, issuer)',
      `create table sign_in_ticket (hash text not null primary key, browser_hash text not null,
        user_id int references user_account(id), expires_at int not null) clustered`,
      'create index sign_in_ticket_by_expiry on sign_in_ticket (expires_at)',
    ]
    for (const statement of statements) this.addSql(dialectSql(statement, sqlite))
  }
}
