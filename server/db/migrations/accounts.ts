import { Migration } from '@mikro-orm/migrations'
import { dialectSql } from './dialect-sql.ts'

/** Second factors, invitations, and where sessions were opened. */
export class Accounts extends Migration {
  override readonly name = '0008-accounts'

  override up(): void {
    const sqlite = this.driver.constructor.name === 'SqliteDriver'
    const statements = [
      `create table second_factor (user_id int not null primary key references user_account(id), secret text not null,
        created_at int not null, confirmed_at int, last_step int not null, backup_salt text) clustered`,
      `create table backup_code (user_id int not null references user_account(id), hash text not null, used_at int,
        primary key (user_id, hash)) clustered`,
      `create table invitation (organization_id int not null references organization(id), id int not null,
        email text not null, role text not null, token_hash text not null unique, invited_by int not null,
        created_at int not null, expires_at int not null, accepted_at int, accepted_by int, revoked_at int,
        primary key (organization_id, id)) clustered`,
      `alter table session add column method text not null default 'PASSWORD'`,
      'alter table session add column address text',
      'alter table session add column user_agent text',
      'alter table session add column last_used_at int',
      'create index sign_in_attempt_by_time on sign_in_attempt (last_at)',
      // People are found in all of their organizations at once.
      'create index session_by_user on session (user_id)',
      'create index membership_by_user on membership (user_id)',
    ]
    for (const statement of statements) this.addSql(dialectSql(statement, sqlite))
  }
}
